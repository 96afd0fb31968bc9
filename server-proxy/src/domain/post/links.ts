import {withoutEndSlashes} from '../address';
import type {TargetIds} from '../alert/alert';

export type LinkStyle = 'v4' | 'v5';

/** `/a/` is the Angular interface of openITCOCKPIT 5, `/#!/` the AngularJS one of version 4. */
const BASE: Readonly<Record<LinkStyle, string>> = {v4: '/#!', v5: '/a'};

/** Deep links to the browser pages of a host and a service; empty without an openITCOCKPIT address. */
export const deepLinks = (
    openitcockpitUrl: string,
    style: LinkStyle,
    ids: TargetIds,
): {host: string; service: string} => {
    if (openitcockpitUrl === '') {
        return {host: '', service: ''};
    }
    const base = `${withoutEndSlashes(openitcockpitUrl)}${BASE[style]}`;
    return {
        host: `${base}/hosts/browser/${ids.hostUuid}`,
        service: ids.serviceUuid ? `${base}/services/browser/${ids.serviceUuid}` : '',
    };
};

/** Link to a post that works in every team; empty without Mattermost's address or the post's id. */
export const permalink = (siteUrl: string, postId: string): string =>
    siteUrl !== '' && /^[a-z0-9]{26}$/.test(postId) ? `${withoutEndSlashes(siteUrl)}/_redirect/pl/${postId}` : '';
