using System.Text.RegularExpressions;

namespace Runbooks.Kubernetes.Images;

/// <summary>An image's name as Pods have it, taken apart: <c>alpine:3.20</c>, <c>ghcr.io/org/tool@sha256:…</c>.</summary>
/// <param name="Host">The registry's host, as in pull Secrets: <c>docker.io</c>, <c>localhost:5000</c>.</param>
/// <param name="Repository"><c>library/alpine</c></param>
/// <param name="Reference">A tag or a digest.</param>
internal sealed partial record ImageName(string Host, string Repository, string Reference)
{
    private const string DockerHub = "docker.io";

    /// <returns>Null if no registry has images of such names.</returns>
    public static ImageName? Parse(string image)
    {
        var slash = image.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : image[..slash];
        var hasHost = first.Contains('.', StringComparison.Ordinal) || first.Contains(':', StringComparison.Ordinal) || first == "localhost";
        var host = hasHost ? first : DockerHub;
        if (Path().Match(hasHost ? image[(slash + 1)..] : image) is not { Success: true } path) return null;
        var repository = path.Groups["repository"].Value;
        if (host is "index.docker.io") host = DockerHub;
        if (host == DockerHub && !repository.Contains('/', StringComparison.Ordinal)) repository = $"library/{repository}";
        var reference = path.Groups["digest"] is { Success: true } digest ? digest.Value : path.Groups["tag"] is { Success: true } tag ? tag.Value : "latest";
        return HostName().IsMatch(host) ? new ImageName(host, repository, reference) : null;
    }

    /// <summary>Where the registry answers: by HTTPS, except on this machine.</summary>
    public Uri Registry => new(Host == DockerHub ? "https://registry-1.docker.io" : $"{(IsLocal ? "http" : "https")}://{Host}");

    public override string ToString() => $"{Host}/{Repository}{(Reference.Contains(':', StringComparison.Ordinal) ? '@' : ':')}{Reference}";

    private bool IsLocal => Host.Split(':')[0] is "localhost" or "127.0.0.1";

    [GeneratedRegex(@"^(?<repository>[a-z0-9]+([._/-]+[a-z0-9]+)*)(:(?<tag>[\w][\w.-]{0,127}))?(@(?<digest>[a-z0-9]+:[a-f0-9]{32,}))?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Path();

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\d{1,5})?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HostName();
}
