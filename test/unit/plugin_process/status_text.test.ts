import {describe, expect, it} from 'vitest';
import {statusText} from '../../../server-proxy/src/plugin_process/status_text';

const REPORT = {status: 'up', version: '1.2.3', reasons: []} as const;
const TURN = {at: 1_795_490_000, seconds: 1.26, open: 34, healed: 2, unread: 0};

describe('/openitcockpit status', () => {
    it('tells how the open posts were last compared, once they were', () => {
        expect(statusText(REPORT)).toBe('✅ **up**');
        expect(statusText({...REPORT, reconciled: TURN})).toBe(
            '✅ **up**\n* Open posts compared with openITCOCKPIT at 2026-11-24 03:13 UTC: 34 open, 2 brought up to date, 1.3 s',
        );
    });

    it('tells why it ended early, and what the API key may not see', () => {
        const text = statusText({...REPORT, reconciled: {...TURN, unread: 3, error: 'openITCOCKPIT is *away*.'}});
        expect(text).toContain(', 3 not visible to the API key, ');
        expect(text).toContain('; it ended early: openITCOCKPIT is ');
        expect(text).not.toContain('*away*');
    });
});
