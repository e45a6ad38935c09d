/** The moment, injected: services never read the machine's clock themselves. */
export type Now = () => Date;
