import {expect, it} from 'vitest';
import {shortFormat} from '../../../../server-proxy/src/domain/post/clock_format';

/** 23:30 in Berlin, the day before in UTC's evening. */
const NOW = Date.UTC(2026, 10, 24, 22, 30) / 1000;

it('a moment of today is its time, in the zone of the settings; others have their date', () => {
    const english = shortFormat('en', 'Europe/Berlin', NOW);
    expect(english(NOW)).toBe('23:30');
    expect(english(NOW + 3600)).toBe('25/11/2026, 00:30');
    expect(shortFormat('de', 'UTC', NOW)(NOW + 3600)).toBe('23:30');
    expect(shortFormat('de', 'UTC', NOW)(NOW - 86_400)).toBe('23.11.2026, 22:30');
});
