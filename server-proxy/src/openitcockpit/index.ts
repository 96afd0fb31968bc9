export {createOpenitcockpit, type OpenitcockpitClient, type OpenitcockpitDependencies} from './client';
export type {OpenitcockpitSettings} from './settings';
