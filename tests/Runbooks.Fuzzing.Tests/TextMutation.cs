using System.Text;

namespace Runbooks.Fuzzing.Tests;

/// <summary>Changes to a file's lines and bytes, whatever becomes of it.</summary>
internal static class TextMutation
{
    private static readonly byte[][] Odd =
    [
        .. new[]
        {
            "\t", "\r", "\n", " ", "  ", "- ", "? ", ": ", ":", "&a ", "*a", "!!binary ", "!!set ", "!!float ", "!<x> ", "|\n", ">-\n", "|9\n", "{", "}", "[", "]", ",", "\"", "'", "%YAML 9.9\n", "---\n", "...\n", "--- ", "#", " #", "<<: *a\n",
            "\\x", "\\u00", "\"\\ud800\"", "{{", "}}", "{{=", "\u0085", "\u2028", "\uFEFF", "🚀", "é", "@", "`", "~", "null", "true", "0x", ".nan", "1e999",
        }.Select(Encoding.UTF8.GetBytes),
        [0], [0xFF], [0xC3], [0xE2, 0x82], [0xF4, 0x90, 0x80, 0x80], [0xED, 0xA0, 0x80], [0x1B], [0x7F], [0xFE, 0xFF], [0xFF, 0xFE], [0xC0, 0x80],
    ];

    public static byte[] Mutate(byte[] text, Random random)
    {
        if (text.Length == 0) return random.Pick(Odd);
        var at = random.Next(text.Length);
        var end = Math.Min(text.Length, at + random.Next(random.Pick([2, 10, 200])));
        return random.Next(8) switch
        {
            0 => [.. text[..at], .. text[end..]],
            1 => [.. text[..end], .. text[at..]],
            2 or 3 => [.. text[..at], .. random.Pick(Odd), .. text[at..]],
            4 => [.. text[..at], (byte)random.Next(256), .. text[(at + 1)..]],
            5 => text[..at],
            _ => Lines(text, random),
        };
    }

    private static byte[] Lines(byte[] text, Random random)
    {
        var lines = Encoding.Latin1.GetString(text).Split('\n').ToList();
        var (one, other) = (random.Next(lines.Count), random.Next(lines.Count));
        switch (random.Next(6))
        {
            case 0: lines.RemoveAt(one); break;
            case 1: lines.Insert(other, lines[one]); break;
            case 2: (lines[one], lines[other]) = (lines[other], lines[one]); break;
            case 3: lines[one] = "  " + lines[one]; break;
            case 4: lines[one] = lines[one].TrimStart(); break;
            default: lines.InsertRange(other, Enumerable.Repeat(lines[one], 100)); break;
        }
        return Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }
}
