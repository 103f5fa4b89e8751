export type RefusalValues = Record<string, string | number>;

/**
 * A refusal that the person is told: `message` is a sentence in English with its values beside it, so that it can be
 * translated where it is shown. Anything else that is thrown is a bug.
 */
export class Refusal extends Error {
  readonly status: 400 | 403 | 404 | 405 | 409 | 413 | 422;
  readonly values: RefusalValues;
  constructor(status: Refusal["status"], message: string, values: RefusalValues = {}) {
    super(message);
    this.status = status;
    this.values = values;
  }
}

/** There is no such thing, or this reader may not know that there is one. */
export class NotFound extends Refusal {
  constructor(message = "There is nothing at this address.", values: RefusalValues = {}) {
    super(404, message, values);
  }
}

/** The reader may see the thing and may not do this to it. */
export class Forbidden extends Refusal {
  constructor(message: string, values: RefusalValues = {}) {
    super(403, message, values);
  }
}

/** It would have been allowed, but the state or the time has passed. */
export class Conflict extends Refusal {
  constructor(message: string, values: RefusalValues = {}) {
    super(409, message, values);
  }
}

/** What was sent cannot be taken as it is: too large, of another kind, not readable. */
export class Unacceptable extends Refusal {
  constructor(status: 400 | 405 | 413 | 422, message: string, values: RefusalValues = {}) {
    super(status, message, values);
  }
}
