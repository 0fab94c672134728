using System.Xml;
using Runbooks.Providers.Aws.Answers;

namespace Runbooks.Providers.Aws.Clients;

/// <summary>How long and how deep an answer may be. AWS's own stay far below, but anything may stand behind an endpoint.</summary>
internal static class AnswerBounds
{
    /// <summary>In bytes. A page of a thousand instances has 5 million.</summary>
    public const int Length = 64 * 1024 * 1024;

    /// <summary>Elements within elements. AWS needs some 15.</summary>
    public const int Depth = 100;

    /// <summary>In bytes. So much is set aside on an answer's word; most are shorter.</summary>
    private const int Believed = 1024 * 1024;

    /// <exception cref="AnswerException">It is longer or deeper.</exception>
    public static async Task<byte[]> ReadAsync(HttpContent answer, CancellationToken cancellation)
    {
        var announced = answer.Headers.ContentLength;
        if (announced > Length) throw TooLong();
        await using var stream = await answer.ReadAsStreamAsync(cancellation);
        using var body = new MemoryStream((int)Math.Min(announced ?? 0, Believed));
        var buffer = new byte[64 * 1024];
        while (await stream.ReadAsync(buffer, cancellation) is var read and > 0)
        {
            if (body.Length + read > Length) throw TooLong();
            body.Write(buffer, 0, read);
        }
        var bytes = body.ToArray();
        CheckDepth(bytes);
        return bytes;
    }

    /// <summary>Before anyone builds a tree of it. What is no XML is for its reader to say.</summary>
    private static void CheckDepth(byte[] body)
    {
        using var reader = XmlReader.Create(new MemoryStream(body), AnswerReader.Settings);
        try
        {
            while (reader.Read())
                if (reader.Depth > Depth) throw new AnswerException($"the answer is more than {Depth} elements deep");
        }
        catch (XmlException)
        {
        }
    }

    private static AnswerException TooLong() => new($"the answer is longer than {Length / 1024 / 1024} MiB: ask for less (Filters), or for smaller pages (MaxResults)");
}
