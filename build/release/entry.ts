// The executable that plugin.json names: a few hundred bytes that replace themselves by the program beside them. Mattermost computes the
// SHA-256 of that file twice at each start, for a warning that it wants to avoid; of the program itself that takes longer than starting it.
// The libraries that make such files need a toolchain for each architecture. Format: ELF-64, little endian, gABI chapters 4 and 5.
import {SEGMENT, writeProgramHeaders} from './elf_image';
import type {Platform} from './platforms';

type Machine = Platform['machine'];

/**
 * Machine code, as an assembler made it, with its source; both do the same. The kernel leaves on the stack: the number of arguments, the
 * arguments, 0, the environment, 0, and pairs of a kind and a value until kind 0. Kind 31 is the path the process was started by.
 * DATA is what `dataOf` makes, right behind.
 */
const CODE: Readonly<Record<Machine, readonly string[]>> = {
    x64: [
        '4889e3 488b03 4c8d6cc310', //      mov rbx,rsp; mov rax,[rbx]; lea r13,[rbx+rax*8+16]: the environment
        '4c8d25ee000000 4c89ef', //         lea r12,[rip+DATA]; mov rdi,r13
        '488b07 4883c708 4885c0 75f4', // 1: mov rax,[rdi]; add rdi,8; test rax,rax; jnz 1b: past the environment
        '4989fe', //                        mov r14,rdi: its end is in front of it
        '488b07 488b7708 4883c710', //   2: mov rax,[rdi]; mov rsi,[rdi+8]; add rdi,16: a kind and its value
        '4885c0 744e 4883f81f 75ea', //     test rax,rax; jz 9f; cmp rax,31; jne 2b
        '4881ec00200000 4889e7 4889fa', //  sub rsp,8192; mov rdi,rsp; mov rdx,rdi: room, as paths are below 4096
        'ac aa 3c2f 480f44d7', //        3: lodsb; stosb; cmp al,'/'; cmove rdx,rdi: copy, and note where the last name begins
        '84c0 75f4', //                     test al,al; jnz 3b
        '498d742408 4889d7', //             lea rsi,[r12+8]; mov rdi,rdx
        'ac aa 84c0 75fa', //            4: lodsb; stosb; test al,al; jnz 4b: the program's name in its place
        '498d442440 498946f8', //           lea rax,[r12+64]; mov [r14-8],rax: the setting, in place of the environment's end
        '49c70600000000', //                mov qword [r14],0: its new end, in place of a kind
        '4889e7 488d7308 4c89ea', //        mov rdi,rsp; lea rsi,[rbx+8]; mov rdx,r13
        'b83b000000 0f05', //               mov eax,59; syscall: execve(path, arguments, environment)
        'bf02000000 498d742460', //      9: mov edi,2; lea rsi,[r12+96]
        '498b1424 b801000000 0f05', //      mov rdx,[r12]; mov eax,1; syscall: write(2, sentence, length)
        'bf7f000000 b83c000000 0f05', //    mov edi,127; mov eax,60; syscall: exit(127)
    ],
    arm64: [
        'f3030091 600240f9 740e008b 94420091', // mov x19,sp; ldr x0,[x19]; add x20,x19,x0,lsl #3; add x20,x20,#16
        '95070010 e00314aa', //                   adr x21,DATA; mov x0,x20
        '018440f8 e1ffffb5 f60300aa', //       1: ldr x1,[x0],#8; cbnz x1,1b; mov x22,x0
        '0108c1a8 e10200b4', //                2: ldp x1,x2,[x0],#16; cbz x1,9f
        '3f7c00f1 a1ffff54', //                   cmp x1,#31; b.ne 2b
        'ff0b40d1 e0030091 e30300aa', //          sub sp,sp,#8192; mov x0,sp; mov x3,x0
        '41144038 01140038', //                3: ldrb w1,[x2],#1; strb w1,[x0],#1
        '3fbc0071 0300839a 81ffff35', //          cmp w1,#'/'; csel x3,x0,x3,eq; cbnz w1,3b
        'a2220091', //                            add x2,x21,#8
        '41144038 61140038 c1ffff35', //       4: ldrb w1,[x2],#1; strb w1,[x3],#1; cbnz w1,4b
        'a4020191 c4821ff8 df0200f9', //          add x4,x21,#64; stur x4,[x22,#-8]; str xzr,[x22]
        'e0030091 61220091 e20314aa', //          mov x0,sp; add x1,x19,#8; mov x2,x20
        'a81b80d2 010000d4', //                   mov x8,#221; svc #0: execve
        '400080d2 a1820191 a20240f9', //       9: mov x0,#2; add x1,x21,#96; ldr x2,[x21]
        '080880d2 010000d4', //                   mov x8,#64; svc #0: write
        'e00f80d2 a80b80d2 010000d4', //          mov x0,#127; mov x8,#93; svc #0: exit
    ],
};

/** The code refers to these places. */
const CODE_BYTES = 0x100;
const NAME_AT = 8;
const SETTING_AT = 64;
const SENTENCE_AT = 96;

/**
 * One heap of the C library for all threads, at most 31 characters. Otherwise each of Node's eight worker threads has its own,
 * and keeps there what it needed once.
 */
const SETTING = 'MALLOC_ARENA_MAX=1';

const ELF_MACHINE: Readonly<Record<Machine, number>> = {x64: 62, arm64: 183};
const EXECUTABLE = 2;
/** Says that the stack is not executable. */
const STACK = 0x6474e551;
const READ_EXECUTE = 5;
const READ_WRITE = 6;
const HEADERS_BYTES = 0x100;
const FILE_HEADER_BYTES = 64;
const PROGRAM_HEADER_BYTES = 56;
const ADDRESS = 0x400000;
/** Kernels for arm64 may use pages of 64 KiB. */
const PAGE = 0x10000;

/**
 * An executable that replaces itself by the program in the same folder, with its own arguments, and with its environment and one setting
 * more. If there is none, it says so and ends with 127.
 * @param program file name, at most 55 characters
 */
export const entryExecutable = (machine: Machine, program: string): Buffer => {
    const code = Buffer.alloc(CODE_BYTES);
    Buffer.from(CODE[machine].join('').replaceAll(' ', ''), 'hex').copy(code);
    const content = Buffer.concat([code, dataOf(program)]);
    return Buffer.concat([headersOf(machine, HEADERS_BYTES + content.length), content]);
};

const dataOf = (program: string): Buffer => {
    if (Buffer.byteLength(program) >= SETTING_AT - NAME_AT) {
        throw new RangeError(`The name of the program is too long: ${program}`);
    }
    const sentence = Buffer.from(`Unpack the whole bundle: ${program} must be in the same folder, and executable.\n`);
    const data = Buffer.alloc(SENTENCE_AT);
    data.writeBigUInt64LE(BigInt(sentence.length));
    data.write(program, NAME_AT);
    data.write(SETTING, SETTING_AT);
    return Buffer.concat([data, sentence]);
};

const headersOf = (machine: Machine, fileBytes: number): Buffer => {
    const headers = Buffer.alloc(HEADERS_BYTES);
    // 64-bit, little endian, version 1.
    Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]).copy(headers);
    headers.writeUInt16LE(EXECUTABLE, 16);
    headers.writeUInt16LE(ELF_MACHINE[machine], 18);
    headers.writeUInt32LE(1, 20);
    headers.writeBigUInt64LE(BigInt(ADDRESS + HEADERS_BYTES), 24);
    headers.writeBigUInt64LE(BigInt(FILE_HEADER_BYTES), 32);
    headers.writeUInt16LE(FILE_HEADER_BYTES, 52);
    headers.writeUInt16LE(PROGRAM_HEADER_BYTES, 54);
    const whole = {offset: 0, address: ADDRESS, fileSize: fileBytes, memorySize: fileBytes, alignment: PAGE};
    writeProgramHeaders(headers, FILE_HEADER_BYTES, [
        {type: SEGMENT.load, flags: READ_EXECUTE, ...whole},
        {type: STACK, flags: READ_WRITE, offset: 0, address: 0, fileSize: 0, memorySize: 0, alignment: 16},
    ]);
    return headers;
};
