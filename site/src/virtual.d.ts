declare module 'virtual:interfaces' {
  const interfaces: import('./data/interfaces.ts').Interfaces;
  export default interfaces;
}
