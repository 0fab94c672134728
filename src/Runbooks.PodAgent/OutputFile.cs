namespace Runbooks.PodAgent;

/// <summary>The content of one output, or why there is none.</summary>
internal sealed record OutputFile(byte[]? Content, string? Error)
{
    /// <summary>The longest output handed over, in bytes.</summary>
    public const int Limit = 256 * 1024;

    /// <param name="content">Up to one byte more than the limit.</param>
    public static OutputFile Of(byte[] content, long length) =>
        length <= Limit ? new(content, null) : new(null, $"{length} bytes, at most {Limit} fit");

    public static OutputFile Read(string path)
    {
        try
        {
            if (Directory.Exists(path)) return new(null, $"{path} is a directory");
            if (!File.Exists(path)) return new(null, null);
            using var file = new FileStream(Libc.OpenToRead(path), FileAccess.Read);
            if (!file.CanSeek) return new(null, $"{path} is no regular file");
            var content = new byte[Limit + 1];
            var count = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return Of(content[..count], Math.Max(count, file.Length));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(null, e.Message);
        }
    }

    /// <summary>Its line of the report.</summary>
    public string Line(string name) =>
        Content is not null ? $"{name} value {Convert.ToBase64String(Content)}"
        : Error is null ? $"{name} absent"
        : $"{name} error {Error.ReplaceLineEndings(" ")}";
}
