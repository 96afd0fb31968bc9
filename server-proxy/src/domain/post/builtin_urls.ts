import {withoutEndSlashes} from '../address';
import type {TargetIds} from '../alert/alert';

/** Addresses that openITCOCKPIT's Mattermost module writes into its posts, all below the address of its openITCOCKPIT. */

/** A link to the browser page of a host or service. */
export interface ObjectLink {
    readonly kind: 'host' | 'service';
    readonly uuid: string;
}

/** `/#!/` up to openITCOCKPIT 4, `/a/` from 5 on; the module may write links for another version than expected. */
const OBJECT_PAGE = /^\/(?:a|#!)\/(host|service)s\/browser\/([0-9a-f-]{36})$/;
const ACKNOWLEDGE = /^\/mattermost_module\/acknowledge\/(host|service)\.json$/;

/** @returns undefined for a text that is not an address, and for an address below another base */
const below = (openitcockpitUrl: string, raw: string): string | undefined => {
    if (!URL.canParse(openitcockpitUrl) || !URL.canParse(raw)) {
        return undefined;
    }
    const [wanted, found] = [new URL(openitcockpitUrl), new URL(raw)];
    const base = withoutEndSlashes(wanted.pathname);
    if (found.origin !== wanted.origin || !found.pathname.startsWith(`${base}/`)) {
        return undefined;
    }
    return `${found.pathname.slice(base.length)}${found.search}${found.hash}`;
};

export const readObjectLink = (openitcockpitUrl: string, raw: string): ObjectLink | undefined => {
    const [, kind, uuid] = OBJECT_PAGE.exec(below(openitcockpitUrl, raw) ?? '') ?? [];
    return (kind === 'host' || kind === 'service') && uuid ? {kind, uuid} : undefined;
};

/** What the module's button acknowledges; undefined for the address of any other button. */
export const readAcknowledgeUrl = (openitcockpitUrl: string, raw: string): TargetIds | undefined => {
    const [path = '', query = ''] = (below(openitcockpitUrl, raw) ?? '').split(/\?(.*)/s);
    const [, kind] = ACKNOWLEDGE.exec(path) ?? [];
    const fields = new URLSearchParams(query);
    const hostUuid = fields.get(kind === 'host' ? 'uuid' : 'hostuuid');
    const serviceUuid = fields.get('serviceuuid');
    if (!kind || !hostUuid) {
        return undefined;
    }
    if (kind === 'host') {
        return {hostUuid};
    }
    return serviceUuid ? {hostUuid, serviceUuid} : undefined;
};

/** Does a button of our openITCOCKPIT's module, whatever it acknowledges, carry an API key in its address? */
export const carriesApiKey = (openitcockpitUrl: string, raw: string): boolean =>
    /^\/mattermost_module\/.*apikey=/is.test(below(openitcockpitUrl, raw) ?? '');

/** Address, without query, of whichever openITCOCKPIT's module made this button; undefined for other buttons. */
export const moduleAddress = (raw: string): string | undefined => {
    if (!URL.canParse(raw)) {
        return undefined;
    }
    const {origin, pathname} = new URL(raw);
    const [, base] = /^(.*)\/mattermost_module\/acknowledge\/(?:host|service)\.json$/.exec(pathname) ?? [];
    return base === undefined ? undefined : `${origin}${base}`;
};
