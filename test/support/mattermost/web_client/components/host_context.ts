import {createContext, useContext, useSyncExternalStore} from 'react';
import type {Registrations} from '../registry';
import type {HostStore} from '../store';
import type {Theme} from '../theme';

export interface HostContextValue {
    readonly host: HostStore;
    readonly registrations: Registrations;
    readonly theme: Theme;
}

export const HostContext = createContext<HostContextValue | undefined>(undefined);

export const useHost = (): HostContextValue => {
    const value = useContext(HostContext);
    if (!value) throw new Error('This component must be drawn inside <App>.');
    return value;
};

export const useRegistrations = (): Registrations => {
    const {registrations} = useHost();
    useSyncExternalStore(registrations.subscribe, () => registrations.version);
    return registrations;
};
