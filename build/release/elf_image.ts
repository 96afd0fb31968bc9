// Reads the parts of an ELF-64 file the build needs. Numbers are file offsets, addresses and sizes in bytes.

export class ElfError extends Error {
    override readonly name = 'ElfError';
}

export const SEGMENT = {load: 1, dynamic: 2, interpreter: 3, note: 4, programHeaders: 6} as const;
export const TAG = {
    end: 0,
    needed: 1,
    strings: 5,
    stringsSize: 10,
    rPath: 15,
    runPath: 29,
    versionsNeeded: 0x6ffffffe,
    versionsNeededCount: 0x6fffffff,
} as const;
const MACHINE: ReadonlyMap<number, string> = new Map([
    [62, 'x64'],
    [183, 'arm64'],
]);

export interface ProgramHeader {
    readonly type: number;
    readonly flags: number;
    readonly offset: number;
    readonly address: number;
    readonly fileSize: number;
    readonly memorySize: number;
    readonly alignment: number;
}

export interface DynamicEntry {
    readonly tag: number;
    readonly value: number;
}

export interface ElfImage {
    /** `x64`, `arm64`, or another machine's number. */
    readonly machine: string;
    readonly programHeaderOffset: number;
    readonly programHeaders: readonly ProgramHeader[];
    readonly loadedSections: readonly {readonly offset: number; readonly size: number}[];
    readonly endOfLoadedFile: number;
    readonly endOfLoadedMemory: number;
    readonly dynamicOffset: number;
    /** Including the unused entries at its end. */
    readonly dynamic: readonly DynamicEntry[];
    readonly strings: Buffer;
    readonly stringsOffset: number;
    /** The bytes of the first segment of a type; empty if there is none. */
    readonly contentOf: (segmentType: number) => Buffer;
    /** Entries of the dynamic section that are strings, such as the needed libraries. */
    readonly namesOf: (tag: number) => readonly string[];
    /** Symbol versions it needs, e.g. `GLIBC_2.28` of `libc.so.6`. */
    readonly neededVersions: readonly {readonly library: string; readonly version: string}[];
}

const number64 = (file: Buffer, offset: number): number => Number(file.readBigUInt64LE(offset));

/** @throws ElfError unless the file is a little-endian ELF-64 file with a dynamic section */
export const readElf = (file: Buffer): ElfImage => {
    if (file.length < 64 || file.readUInt32BE(0) !== 0x7f454c46 || file[4] !== 2 || file[5] !== 1) {
        throw new ElfError('this is not a 64-bit little-endian ELF file');
    }
    const programHeaderOffset = number64(file, 32);
    const programHeaders = Array.from({length: file.readUInt16LE(56)}, (_, index) =>
        readProgramHeader(file, programHeaderOffset + index * file.readUInt16LE(54)),
    );
    const loaded = programHeaders.filter(({type}) => type === SEGMENT.load);
    const contentOf = (segmentType: number): Buffer => {
        const header = programHeaders.find(({type}) => type === segmentType);
        return header ? file.subarray(header.offset, header.offset + header.fileSize) : Buffer.alloc(0);
    };
    const offsetOf = (address: number): number => {
        const header = loaded.find((each) => address >= each.address && address < each.address + each.fileSize);
        if (!header) throw new ElfError(`nothing of the file is loaded at address 0x${address.toString(16)}`);
        return address - header.address + header.offset;
    };
    const dynamicHeader = programHeaders.find(({type}) => type === SEGMENT.dynamic);
    if (!dynamicHeader) throw new ElfError('this ELF file has no dynamic section');
    const dynamic = Array.from({length: Math.floor(dynamicHeader.fileSize / 16)}, (_, index) => ({
        tag: number64(file, dynamicHeader.offset + index * 16),
        value: number64(file, dynamicHeader.offset + index * 16 + 8),
    }));
    const firstValue = (wanted: number): number => dynamic.find(({tag}) => tag === wanted)?.value ?? 0;
    const stringsOffset = offsetOf(firstValue(TAG.strings));
    const strings = file.subarray(stringsOffset, stringsOffset + firstValue(TAG.stringsSize));
    const versions = firstValue(TAG.versionsNeeded);
    return {
        machine: MACHINE.get(file.readUInt16LE(18)) ?? `machine ${file.readUInt16LE(18)}`,
        programHeaderOffset,
        programHeaders,
        loadedSections: readLoadedSections(file),
        endOfLoadedFile: Math.max(...loaded.map(({offset, fileSize}) => offset + fileSize)),
        endOfLoadedMemory: Math.max(...loaded.map(({address, memorySize}) => address + memorySize)),
        dynamicOffset: dynamicHeader.offset,
        dynamic,
        strings,
        stringsOffset,
        contentOf,
        namesOf: (wanted) => dynamic.filter(({tag}) => tag === wanted).map(({value}) => textAt(strings, value)),
        neededVersions: versions
            ? readNeededVersions(file, offsetOf(versions), firstValue(TAG.versionsNeededCount), strings)
            : [],
    };
};

const textAt = (strings: Buffer, offset: number): string =>
    strings.toString('latin1', offset, Math.max(offset, strings.indexOf(0, offset)));

const readProgramHeader = (file: Buffer, at: number): ProgramHeader => ({
    type: file.readUInt32LE(at),
    flags: file.readUInt32LE(at + 4),
    offset: number64(file, at + 8),
    address: number64(file, at + 16),
    fileSize: number64(file, at + 32),
    memorySize: number64(file, at + 40),
    alignment: number64(file, at + 48),
});

const readLoadedSections = (file: Buffer): {offset: number; size: number}[] => {
    const table = number64(file, 40);
    const isLoaded = (at: number): boolean => (number64(file, at + 8) & 2) !== 0;
    return Array.from({length: file.readUInt16LE(60)}, (_, index) => table + index * 64)
        .filter(isLoaded)
        .map((at) => ({offset: number64(file, at + 24), size: number64(file, at + 32)}));
};

const readNeededVersions = (
    file: Buffer,
    start: number,
    count: number,
    strings: Buffer,
): {library: string; version: string}[] => {
    const found: {library: string; version: string}[] = [];
    let at = start;
    for (let index = 0; index < count; index += 1) {
        const library = textAt(strings, file.readUInt32LE(at + 4));
        let entry = at + file.readUInt32LE(at + 8);
        for (let rest = file.readUInt16LE(at + 2); rest > 0; rest -= 1) {
            found.push({library, version: textAt(strings, file.readUInt32LE(entry + 8))});
            entry += file.readUInt32LE(entry + 12);
        }
        at += file.readUInt32LE(at + 12);
    }
    return found;
};

/** Writes the table and its length, and drops the section headers, which no longer match. */
export const writeProgramHeaders = (file: Buffer, tableOffset: number, headers: readonly ProgramHeader[]): void => {
    headers.forEach((header, index) => {
        const at = tableOffset + index * 56;
        file.writeUInt32LE(header.type, at);
        file.writeUInt32LE(header.flags, at + 4);
        const numbers = [header.offset, header.address, header.address, header.fileSize, header.memorySize];
        [...numbers, header.alignment].forEach((value, field) => {
            file.writeBigUInt64LE(BigInt(value), at + 8 + field * 8);
        });
    });
    file.writeUInt16LE(headers.length, 56);
    file.writeBigUInt64LE(0n, 40);
    file.writeUInt16LE(0, 60);
    file.writeUInt16LE(0, 62);
};
