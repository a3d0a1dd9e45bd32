// The live feed's client.
export { HubConnectionBuilder, HubConnectionState, LogLevel } from '@microsoft/signalr';
export type { HubConnection } from '@microsoft/signalr';
