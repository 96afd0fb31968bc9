// MonitoringPort over openITCOCKPIT's HTTP API: the only room that knows its addresses, fields, date formats and
// quirks.
export {createOpenitcockpit, type OpenitcockpitClient, type OpenitcockpitDependencies} from './client';
export {createEventStream} from './event_stream/event_stream';
export type {OpenitcockpitSettings} from './settings';
