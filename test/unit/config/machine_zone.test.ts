import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {machineZone} from '../../../server-proxy/src/config/machine_zone';

let folder = '';

beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'zone-'));
});
afterEach(() => rmSync(folder, {recursive: true}));

const linkedTo = (zone: string): string => {
    const file = join(folder, 'usr/share/zoneinfo', zone);
    mkdirSync(join(file, '..'), {recursive: true});
    writeFileSync(file, '');
    symlinkSync(file, join(folder, 'localtime'));
    return join(folder, 'localtime');
};

describe('the time zone of the machine', () => {
    test.each([
        ['Europe/Berlin', 'Europe/Berlin'],
        ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
        ['right/Europe/Zurich', 'Europe/Zurich'],
        ['Etc/UTC', 'UTC'],
        ['UTC', 'UTC'],
    ])('is what the link names: %s', (zone, expected) => {
        expect(machineZone(undefined, linkedTo(zone))).toBe(expected);
    });

    test.each(['CET', 'Etc/GMT+3', 'US/Pacific', 'Europe/Berlin.old'])('is left to Intl for %s', (zone) => {
        expect(machineZone(undefined, linkedTo(zone))).toBeUndefined();
    });

    test('is UTC where there is no link, or one to a zone that is not there', () => {
        const link = linkedTo('Europe/Berlin');
        rmSync(join(folder, 'usr'), {recursive: true});
        expect(machineZone(undefined, link)).toBe('UTC');
        expect(machineZone(undefined, join(folder, 'none'))).toBe('UTC');
    });

    test('is left to Intl where it is a copy, and where TZ says it', () => {
        writeFileSync(join(folder, 'copy'), 'TZif2');
        expect(machineZone(undefined, join(folder, 'copy'))).toBeUndefined();
        expect(machineZone('Europe/Berlin', linkedTo('Asia/Tokyo'))).toBeUndefined();
    });

    test('is what Intl says on this machine, if it is known', () => {
        const {TZ: _tz, ...env} = process.env;
        const intl = execFileSync(process.execPath, ['-p', 'Intl.DateTimeFormat().resolvedOptions().timeZone'], {env});
        expect([undefined, String(intl).trim()]).toContain(machineZone(undefined));
    });
});
