/** What a command answers with when its call is off: the line is printed, the exit code is 2. */
export class UsageError extends Error {}
