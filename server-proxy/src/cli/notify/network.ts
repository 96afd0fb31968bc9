import {LIST_SEPARATOR, listOf} from '../../config/words';
import {isDirect} from '../../domain/no_proxy';
import {httpUrl, isOn, type NotifySettings} from './settings';

/** How targets are reached. */
export interface Network {
    /** The proxy for this address; undefined: directly. */
    proxyFor(url: URL): URL | undefined;
    /** Certificate of a private authority (PEM), accepted besides the well-known ones; empty: none. */
    readonly customCa: string;
    readonly verifyTls: boolean;
}

/** @throws NotifyFailure (`config`) naming the setting */
export const networkOf = (settings: NotifySettings): Network => {
    const proxy = isOn(settings, 'USE_PROXY') ? httpUrl(settings, 'PROXY_URL') : undefined;
    const direct = listOf(settings.NO_PROXY_LIST, LIST_SEPARATOR);
    return {
        proxyFor: (url) => (proxy && !isDirect(url, direct) ? proxy : undefined),
        customCa: settings.CUSTOM_CA,
        verifyTls: !isOn(settings, 'SKIP_TLS_VERIFICATION'),
    };
};
