import {describe, expect, it} from 'vitest';
import {EXPECTED_PATHS, notificationLine} from '../../../../server-proxy/src/app/setup/notification_lines';
import {commandLine, SHIPPED} from '../../../support/command_lines';

describe('the lines in code', () => {
    it.each([
        ['safe', 'host'],
        ['safe', 'service'],
        ['curl', 'host'],
        ['curl', 'service'],
    ] as const)('are the shipped ones: %s, %s', (form, kind) => {
        expect(notificationLine(form, kind)).toBe(commandLine(form, kind));
    });

    it('name the same paths', () => {
        expect(EXPECTED_PATHS).toMatchObject(SHIPPED);
    });
});
