import type {ICruiseResult} from 'dependency-cruiser';
import {ROOMS, type Room} from './rooms';
import {roomOf} from './walls';

/** Files of one room import files of another. */
export interface Arrow {
    readonly from: Room;
    readonly to: Room;
    readonly imports: number;
}

export const arrowsIn = (house: ICruiseResult, rooms: readonly Room[] = ROOMS): readonly Arrow[] => {
    const counts = new Map<string, number>();
    for (const {source, dependencies} of house.modules) {
        for (const {resolved} of dependencies) {
            const key = `${roomOf(source, rooms)?.name} ${roomOf(resolved, rooms)?.name}`;
            counts.set(key, (counts.get(key) ?? 0) + 1);
        }
    }
    return rooms.flatMap((from) =>
        rooms.flatMap((to) => {
            const imports = counts.get(`${from.name} ${to.name}`) ?? 0;
            return from !== to && imports > 0 ? [{from, to, imports}] : [];
        }),
    );
};

/** Whether a path of two or more arrows leads from one room to the other. The arrows must not form a cycle. */
const leadsAround = ({from, to}: Arrow, arrows: readonly Arrow[]): boolean => {
    const reaches = (room: Room): boolean =>
        room === to || arrows.some((next) => next.from === room && reaches(next.to));
    return arrows.some((first) => first.from === from && first.to !== to && reaches(first.to));
};

/** Rooms that form a cycle; there should be none. */
export const circleIn = (arrows: readonly Arrow[]): readonly Room[] => {
    let rooms = [...new Set(arrows.flatMap(({from, to}) => [from, to]))];
    for (;;) {
        const left = rooms.filter((room) => arrows.some(({from, to}) => from === room && rooms.includes(to)));
        if (left.length === rooms.length) {
            return left;
        }
        rooms = left;
    }
};

export const arrowsOutwards = (arrows: readonly Arrow[]): readonly string[] =>
    arrows.filter(({from, to}) => to.level > from.level).map(({from, to}) => `${from.name} → ${to.name}`);

const idOf = ({name}: Room): string => name.replaceAll('/', '_');

/** Lines of Mermaid, the outermost room on top. Arrows implied by a longer path are left out, for clarity. */
export const pictureOf = (arrows: readonly Arrow[], rooms: readonly Room[] = ROOMS): readonly string[] => {
    const circle = circleIn(arrows);
    if (circle.length > 0) {
        throw new Error(`These rooms import each other: ${circle.map(({name}) => name).join(', ')}`);
    }
    return [
        '```mermaid',
        'flowchart TB',
        ...[...rooms].reverse().map((room) => `    ${idOf(room)}["${room.name}"]`),
        ...arrows
            .filter((arrow) => !leadsAround(arrow, arrows))
            .reverse()
            .map(({from, to}) => `    ${idOf(from)} --> ${idOf(to)}`),
        '```',
    ];
};
