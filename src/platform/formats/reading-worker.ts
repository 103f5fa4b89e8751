/** What runs in the worker of `readTreeSafely`. */
import { readFileHere } from "./read-file.ts";
import { serveTasks } from "./worker-tasks.ts";

serveTasks(readFileHere);
