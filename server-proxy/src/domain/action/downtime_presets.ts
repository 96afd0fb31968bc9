import type {Language} from '../texts';
import {momentOf, zonedTime} from '../zoned_time';

/** A ready-made length of a downtime: a number of seconds, or until a time tomorrow or on a weekday. */
export type DowntimePreset =
    | {readonly kind: 'length'; readonly seconds: number}
    | {readonly kind: 'until'; readonly day: number | 'tomorrow'; readonly hour: number; readonly minute: number};

const UNIT_SECONDS = {m: 60, h: 3600, d: 86_400} as const;
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** `90m`, `4h`, `2d`, `tomorrow 08:00`, `monday 08:00`. @returns undefined for anything else */
export const parsePreset = (raw: string): DowntimePreset | undefined => {
    const text = raw.trim().toLowerCase();
    const length = /^([1-9]\d{0,4})\s*([mhd])$/.exec(text);
    if (length) {
        return {kind: 'length', seconds: Number(length[1]) * UNIT_SECONDS[length[2] as 'm' | 'h' | 'd']};
    }
    const until = /^([a-z]+)\s+([01]?\d|2[0-3]):([0-5]\d)$/.exec(text);
    const day = until?.[1] === 'tomorrow' ? ('tomorrow' as const) : WEEKDAYS.indexOf(until?.[1] ?? '');
    return until && day !== -1 ? {kind: 'until', day, hour: Number(until[2]), minute: Number(until[3])} : undefined;
};

/** @returns Unix seconds of the end */
export const endOfPreset = (preset: DowntimePreset, start: number, zone: string): number => {
    if (preset.kind === 'length') {
        return start + preset.seconds;
    }
    const {day, hour, minute} = preset;
    const today = zonedTime(start, zone).toPlainDate();
    const endAfter = (days: number): number =>
        momentOf(today.add({days}).toPlainDateTime({hour, minute}), zone, 'last');
    const days = day === 'tomorrow' ? 1 : day - (today.dayOfWeek % WEEKDAYS.length);
    const end = endAfter(days);
    return end > start ? end : endAfter(days + WEEKDAYS.length);
};

const pad = (number: number): string => String(number).padStart(2, '0');

/** `30 minutes`, `until tomorrow, 08:00`, `until Monday, 08:00` */
export const presetLabel = (preset: DowntimePreset, language: Language): string => {
    if (preset.kind === 'length') {
        return durationIn(preset.seconds, language);
    }
    const time = `${pad(preset.hour)}:${pad(preset.minute)}`;
    const day =
        preset.day === 'tomorrow' ? {en: 'tomorrow', de: 'morgen'}[language] : weekdayName(preset.day, language);
    return `${{en: 'until', de: 'bis'}[language]} ${day}, ${time}`;
};

/** `30 minutes`: a whole number of the largest unit that it is a multiple of; of anything else, about so many minutes. */
export const durationIn = (seconds: number, language: Language): string => {
    const whole = Math.max(UNIT_SECONDS.m, Math.round(seconds / UNIT_SECONDS.m) * UNIT_SECONDS.m);
    const [unit, size] = unitOf(whole);
    return new Intl.NumberFormat(language, {style: 'unit', unit, unitDisplay: 'long'}).format(whole / size);
};

const unitOf = (seconds: number): ['day' | 'hour' | 'minute', number] => {
    if (seconds % UNIT_SECONDS.d === 0) {
        return ['day', UNIT_SECONDS.d];
    }
    return seconds % UNIT_SECONDS.h === 0 ? ['hour', UNIT_SECONDS.h] : ['minute', UNIT_SECONDS.m];
};

/** 4 January 1970 was a Sunday. */
const weekdayName = (day: number, language: Language): string =>
    new Intl.DateTimeFormat(language, {weekday: 'long', timeZone: 'UTC'}).format(new Date((3 + day) * 86_400_000));
