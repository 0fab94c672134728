using Runbooks.Engine.Lint;
using Runbooks.Engine.Yaml;

namespace Runbooks.Cli.Documents;

/// <summary>A file of runbooks, read and checked.</summary>
/// <param name="Name">As the user gave it; <c>-</c> is standard input.</param>
/// <param name="Text">What stands in it, to show a finding's line.</param>
internal sealed record RunbookFile(string Name, string Text, Reading Reading)
{
    public const string StandardInput = "-";

    /// <summary>The contents of a file that the user named; one byte over the limit at most, so that what reads it can say so.</summary>
    /// <exception cref="CommandException">There is no such file, or it can't be read.</exception>
    public static byte[] Bytes(string name, Shell shell)
    {
        if (name == StandardInput) return System.Text.Encoding.UTF8.GetBytes(shell.In().ReadToEnd());
        if (Directory.Exists(name)) throw CommandException.BadInput($"{name} is a folder; name a file in it");
        try
        {
            using var file = File.OpenRead(name);
            using var start = new MemoryStream();
            CopyStart(file, start);
            return start.ToArray();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CommandException.BadInput($"there is no file {name}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandException.BadInput($"can't read {name}: {e.Message}");
        }
    }

    private static void CopyStart(FileStream file, MemoryStream start)
    {
        var buffer = new byte[81920];
        while (start.Length <= YamlLimits.Default.MaxBytes && file.Read(buffer) is > 0 and var count) start.Write(buffer, 0, count);
    }
}
