// Turns an official Node binary for Linux into a single executable: embeds the program, adds a RUNPATH, drops debug
// symbols. The usual three tools (strip, postject, patchelf) need a C toolchain for each architecture, and in the wrong
// order each breaks what the one before it did; here one pass does all three. Format: ELF-64, little endian, gABI
// chapters 4 and 5; the note and the fuse are what Node looks for (doc/api/single-executable-applications.md).
import {ElfError, type ElfImage, type ProgramHeader, readElf, SEGMENT, TAG, writeProgramHeaders} from './elf_image';

const NOTE_NAME = 'NODE_SEA_BLOB';
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';
/** Largest page size of the supported architectures: arm64 kernels may use 64 KiB. */
const PAGE = 0x10000;
const PROGRAM_HEADER_SIZE = 56;

const READ_ONLY = 4;

const alignUp = (value: number, alignment: number): number => Math.ceil(value / alignment) * alignment;

export interface Embedding {
    /** Output of `node --experimental-sea-config`. */
    readonly blob: Buffer;
    /** Folders in which the loader looks for shared libraries, in order; `$ORIGIN` is the executable's own folder. */
    readonly runPath: readonly string[];
}

/**
 * @param node an official, unmodified Node executable
 * @returns the single executable; the input is not modified
 * @throws ElfError if the input is not such a file
 */
export const embedInElf = (node: Buffer, {blob, runPath}: Embedding): Buffer => {
    const image = readElf(node);
    // Everything after the last loaded byte is for debuggers.
    const stripped = Buffer.from(node.subarray(0, image.endOfLoadedFile));
    blowFuse(stripped);
    // The loader will read the copy in the new segment; zeros in place of the original compress to nothing.
    stripped.fill(0, image.stringsOffset, image.stringsOffset + image.strings.length);
    const fileOffset = alignUp(stripped.length, PAGE);
    const address = alignUp(image.endOfLoadedMemory, PAGE);
    const added = addedContent(image, blob, runPath.join(':'));
    const place = (part: Part): Pick<ProgramHeader, 'offset' | 'address' | 'fileSize' | 'memorySize'> => ({
        offset: fileOffset + part.start,
        address: address + part.start,
        fileSize: part.bytes.length,
        memorySize: part.bytes.length,
    });

    const moved = new Map<number, Partial<ProgramHeader>>([
        [SEGMENT.interpreter, place(added.interpreter)],
        [SEGMENT.note, place(added.notes)],
        [SEGMENT.programHeaders, sizeOfTable(image.programHeaders.length + 1)],
    ]);
    const headers = image.programHeaders.map((header) => ({...header, ...moved.get(header.type)}));
    const lastLoaded = headers.findLastIndex(({type}) => type === SEGMENT.load);
    const whole = place({start: 0, bytes: added.content});
    headers.splice(lastLoaded + 1, 0, {type: SEGMENT.load, flags: READ_ONLY, ...whole, alignment: PAGE});

    pointToStrings(stripped, image, address + added.strings.start, added.strings.bytes.length, added.runPathOffset);
    writeProgramHeaders(stripped, image.programHeaderOffset, headers);
    const padding = Buffer.alloc(fileOffset - stripped.length);
    return Buffer.concat([stripped, padding, added.content]);
};

const sizeOfTable = (entries: number): Partial<ProgramHeader> => ({
    fileSize: entries * PROGRAM_HEADER_SIZE,
    memorySize: entries * PROGRAM_HEADER_SIZE,
});

interface Part {
    /** Bytes from the beginning of the added content. */
    readonly start: number;
    readonly bytes: Buffer;
}

interface AddedContent {
    readonly interpreter: Part;
    readonly notes: Part;
    readonly strings: Part;
    readonly runPathOffset: number;
    readonly content: Buffer;
}

/**
 * The new segment. The interpreter's name and the notes move here because the program headers in front of them need
 * room for one more, and must stay on the first page: kernels before 5.18 look for them nowhere else.
 */
const addedContent = (image: ElfImage, blob: Buffer, runPath: string): AddedContent => {
    assertRoomForOneHeader(image);
    const oldNotes = image.contentOf(SEGMENT.note);
    const notes = Buffer.concat([oldNotes, Buffer.alloc(alignUp(oldNotes.length, 4) - oldNotes.length), note(blob)]);
    const strings = Buffer.concat([image.strings, Buffer.from(`${runPath}\0`)]);
    const chunks: Buffer[] = [];
    let length = 0;
    const append = (bytes: Buffer): Part => {
        const start = alignUp(length, 8);
        chunks.push(Buffer.alloc(start - length), bytes);
        length = start + bytes.length;
        return {start, bytes};
    };
    return {
        interpreter: append(image.contentOf(SEGMENT.interpreter)),
        notes: append(notes),
        strings: append(strings),
        runPathOffset: image.strings.length,
        content: Buffer.concat(chunks),
    };
};

const note = (blob: Buffer): Buffer => {
    const name = Buffer.from(`${NOTE_NAME}\0`);
    const head = Buffer.alloc(12 + alignUp(name.length, 4));
    head.writeUInt32LE(name.length, 0);
    head.writeUInt32LE(blob.length, 4);
    name.copy(head, 12);
    return Buffer.concat([head, blob, Buffer.alloc(alignUp(blob.length, 4) - blob.length)]);
};

const assertRoomForOneHeader = (image: ElfImage): void => {
    const tableEnd = image.programHeaderOffset + image.programHeaders.length * PROGRAM_HEADER_SIZE;
    const movable = image.programHeaders
        .filter(({type}) => type === SEGMENT.interpreter || type === SEGMENT.note)
        .map(({offset, fileSize}) => ({start: offset, end: offset + fileSize}));
    const inTheWay = image.loadedSections.find(
        ({offset, size}) =>
            offset < tableEnd + PROGRAM_HEADER_SIZE &&
            offset + size > tableEnd &&
            !movable.some(({start, end}) => offset >= start && offset + size <= end),
    );
    if (inTheWay || image.programHeaders.filter(({type}) => type === SEGMENT.note).length !== 1) {
        throw new ElfError(
            'the executable has no room for one more program header: its layout is not the expected one',
        );
    }
};

const pointToStrings = (file: Buffer, image: ElfImage, address: number, size: number, runPathOffset: number): void => {
    const free = image.dynamic.findIndex(({tag}) => tag === TAG.end);
    if (free < 0 || free + 1 >= image.dynamic.length) {
        throw new ElfError('the executable has no free entry in its dynamic section: a RUNPATH cannot be added');
    }
    const write = (index: number, tag: number, value: number): void => {
        file.writeBigUInt64LE(BigInt(tag), image.dynamicOffset + index * 16);
        file.writeBigUInt64LE(BigInt(value), image.dynamicOffset + index * 16 + 8);
    };
    const indexOf = (wanted: number): number => image.dynamic.findIndex(({tag}) => tag === wanted);
    if (indexOf(TAG.runPath) >= 0 || indexOf(TAG.rPath) >= 0) {
        throw new ElfError('the executable already has a RUNPATH: only an unmodified Node binary is expected');
    }
    write(indexOf(TAG.strings), TAG.strings, address);
    write(indexOf(TAG.stringsSize), TAG.stringsSize, size);
    write(free, TAG.runPath, runPathOffset);
};

const blowFuse = (file: Buffer): void => {
    const at = file.indexOf(`${FUSE}:0`);
    if (at < 0 || file.indexOf(`${FUSE}:`, at + 1) >= 0) {
        throw new ElfError('the executable has not exactly one unused Node fuse: an official Node binary is expected');
    }
    file.write('1', at + FUSE.length + 1, 'latin1');
};
