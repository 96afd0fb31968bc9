// MonitoringPort over openITCOCKPIT's HTTP API: the only room that knows its addresses, fields, date formats and
// quirks.
export {createOpenitcockpit, type OpenitcockpitClient, type OpenitcockpitDependencies} from './client';
export type {OpenitcockpitSettings} from './settings';
