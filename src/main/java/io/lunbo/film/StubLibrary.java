package io.lunbo.film;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * An ELF library without content, in place of one that the film tools are linked against and never call.
 *
 * <p>The bundled programs name libraries of capture devices (screen, sound card) that a server does not have. No
 * operation on files calls them, but the loader refuses to start a program while one of them is missing.
 */
record StubLibrary(String soname, List<String> versions) {
    /** Those that a bare Debian lacks, with the symbol versions that the loader looks for. */
    static final List<StubLibrary> OF_CAPTURE_DEVICES = List.of(
            new StubLibrary("libxcb.so.1", List.of()),
            new StubLibrary("libxcb-shm.so.0", List.of()),
            new StubLibrary("libasound.so.2", List.of("ALSA_0.9", "ALSA_0.9.0rc4")),
            new StubLibrary("libpulse.so.0", List.of("PULSE_0")));

    private static final short MACHINE_X86_64 = 62;
    private static final int FILE_HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    private static final int SYMBOL = 24;
    private static final int VERSION_DEFINITION = 28;
    private static final int DYNAMIC_ENTRY = 16;
    private static final int READ_WRITE = 6;

    byte[] toBytes() {
        byte[] names = nameTable();
        int symbols = FILE_HEADER + 3 * PROGRAM_HEADER;
        int hash = symbols + SYMBOL;
        int symbolVersions = hash + 16;
        int definitions = symbolVersions + 8;
        int definitionCount = versions.isEmpty() ? 0 : versions.size() + 1;
        int nameTable = definitions + definitionCount * VERSION_DEFINITION;
        int dynamic = (nameTable + names.length + 15) / 16 * 16;
        List<long[]> entries = Stream.concat(
                        Stream.of(new long[][] {{14, 1}, {4, hash}, {5, nameTable}, {6, symbols}, {10, names.length}}),
                        versions.isEmpty()
                                ? Stream.of(new long[] {0, 0})
                                : Stream.of(new long[][] {
                                    {0x6ffffff0L, symbolVersions},
                                    {0x6ffffffcL, definitions},
                                    {0x6ffffffdL, definitionCount},
                                    {0, 0}
                                }))
                .toList();
        int end = dynamic + entries.size() * DYNAMIC_ENTRY;

        ByteBuffer elf = ByteBuffer.allocate(end).order(ByteOrder.LITTLE_ENDIAN);
        putHeaders(elf, dynamic, end);
        elf.position(hash).putInt(1).putInt(1).putInt(0).putInt(0);
        elf.position(definitions);
        for (int i = 0; i < definitionCount; i++) {
            putVersionDefinition(elf, i, i == definitionCount - 1);
        }
        elf.position(nameTable).put(names).position(dynamic);
        entries.forEach(entry -> elf.putLong(entry[0]).putLong(entry[1]));
        return elf.array();
    }

    private static void putHeaders(ByteBuffer elf, int dynamic, int end) {
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        elf.putShort((short) 3).putShort(MACHINE_X86_64).putInt(1);
        elf.putLong(0).putLong(FILE_HEADER).putLong(0).putInt(0);
        elf.putShort((short) FILE_HEADER).putShort((short) PROGRAM_HEADER).putShort((short) 3);
        elf.putShort((short) 0).putShort((short) 0).putShort((short) 0);
        putSegment(elf, 1, 0, end, 0x10000);
        putSegment(elf, 2, dynamic, end - dynamic, 8);
        putSegment(elf, 0x6474e551, 0, 0, 16);
    }

    private static void putSegment(ByteBuffer elf, int type, long offset, long size, long alignment) {
        elf.putInt(type).putInt(READ_WRITE).putLong(offset).putLong(offset).putLong(offset);
        elf.putLong(size).putLong(size).putLong(alignment);
    }

    private void putVersionDefinition(ByteBuffer elf, int index, boolean last) {
        String name = index == 0 ? soname : versions.get(index - 1);
        elf.putShort((short) 1).putShort((short) (index == 0 ? 1 : 0));
        elf.putShort((short) (index + 1)).putShort((short) 1);
        elf.putInt(hashOf(name)).putInt(20).putInt(last ? 0 : VERSION_DEFINITION);
        elf.putInt(positionOf(index)).putInt(0);
    }

    private byte[] nameTable() {
        return ("\0" + soname + "\0" + String.join("\0", versions) + "\0").getBytes(StandardCharsets.US_ASCII);
    }

    private int positionOf(int index) {
        int position = 1;
        for (int i = 0; i < index; i++) {
            position += (i == 0 ? soname : versions.get(i - 1)).length() + 1;
        }
        return position;
    }

    /** The hash function that the ELF specification prescribes for names. */
    private static int hashOf(String name) {
        int hash = 0;
        for (char c : name.toCharArray()) {
            hash = (hash << 4) + c;
            int high = hash & 0xf0000000;
            hash ^= high >>> 24;
            hash &= ~high;
        }
        return hash;
    }
}
