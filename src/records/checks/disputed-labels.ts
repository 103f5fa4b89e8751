/** The closing part of docs/checks.md. */
export const DISPUTED_LABELS = `## Measured

On the two labelled reference reports (\`npm run bench:checks\`).
`;
