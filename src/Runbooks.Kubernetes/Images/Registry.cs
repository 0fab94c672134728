using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Runbooks.Kubernetes.Images;

/// <summary>Asks one registry for one image, by the protocol of OCI's distribution specification.</summary>
/// <param name="mirror">Asked instead of the image's own registry, as containerd asks a mirror; or null.</param>
/// <param name="login">For registries that ask who pulls; null for nobody.</param>
internal sealed partial class Registry(HttpClient http, ImageName image, Uri? mirror, RegistryLogin? login)
{
    private static readonly string[] Manifests =
    [
        "application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json",
        "application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json",
    ];

    private readonly Uri _base = mirror ?? image.Registry;
    private AuthenticationHeaderValue? _authorization;

    /// <exception cref="RegistryException">The registry can't be asked, or has no such image.</exception>
    public async Task<ImageCommand> CommandAsync(CancellationToken cancellation)
    {
        var manifest = await GetAsync($"manifests/{image.Reference}", Manifests, cancellation);
        if (manifest["manifests"] is JsonArray platforms) manifest = await GetAsync($"manifests/{Platform(platforms)}", Manifests, cancellation);
        var digest = Text(manifest["config"]?["digest"]) ?? throw new RegistryException($"the manifest of '{image}' names no configuration");
        var configuration = (await GetAsync($"blobs/{digest}", [], cancellation))["config"];
        return new ImageCommand(Texts(configuration?["Entrypoint"]), Texts(configuration?["Cmd"]));
    }

    /// <summary>What is started hardly ever differs from platform to platform; Linux on the usual processor is nearly always there.</summary>
    private string Platform(JsonArray platforms) =>
        Text((platforms.FirstOrDefault(each => Text(each?["platform"]?["os"]) == "linux" && Text(each?["platform"]?["architecture"]) == "amd64")
            ?? platforms.FirstOrDefault(each => Text(each?["platform"]?["os"]) == "linux"))?["digest"])
        ?? throw new RegistryException($"'{image}' is not there for Linux");

    private async Task<JsonNode> GetAsync(string path, string[] accept, CancellationToken cancellation)
    {
        try
        {
            using var answer = await SendAsync(path, accept, cancellation);
            if (!answer.IsSuccessStatusCode) throw new RegistryException(Refusal(answer.StatusCode));
            return JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellation)) ?? throw new JsonException("nothing");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or InvalidOperationException)
        {
            throw new RegistryException($"{_base.Authority}: {e.GetBaseException().Message}", e);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new RegistryException($"{_base.Authority} gives no answer", e);
        }
    }

    private string Refusal(HttpStatusCode code) => code switch
    {
        HttpStatusCode.NotFound => $"{_base.Authority} has no '{image.Repository}:{image.Reference}'",
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
            $"{_base.Authority} refuses {(login is null ? "those without a login; name a Secret in 'imagePullSecrets'" : $"'{login.Name}'")}",
        _ => $"{_base.Authority} answers {(int)code}",
    };

    private async Task<HttpResponseMessage> SendAsync(string path, string[] accept, CancellationToken cancellation)
    {
        var answer = await http.SendAsync(Request(path, accept), cancellation);
        if (answer.StatusCode != HttpStatusCode.Unauthorized || _authorization is not null || answer.Headers.WwwAuthenticate.FirstOrDefault() is not { } challenge) return answer;
        answer.Dispose();
        _authorization = await AnswerAsync(challenge, cancellation);
        return await http.SendAsync(Request(path, accept), cancellation);
    }

    private HttpRequestMessage Request(string path, string[] accept)
    {
        var query = mirror is null ? "" : $"?ns={Uri.EscapeDataString(image.Host)}";
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_base, $"/v2/{image.Repository}/{path}{query}"));
        foreach (var type in accept) request.Headers.Accept.ParseAdd(type);
        request.Headers.Authorization = _authorization;
        return request;
    }

    private async Task<AuthenticationHeaderValue?> AnswerAsync(AuthenticationHeaderValue challenge, CancellationToken cancellation)
    {
        var basic = login is null ? null : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login.Name}:{login.Password}")));
        if (!challenge.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)) return basic;
        var asked = Quoted().Matches(challenge.Parameter ?? "").ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value, StringComparer.OrdinalIgnoreCase);
        // A login goes nowhere unencrypted.
        if (!Uri.TryCreate(asked.GetValueOrDefault("realm"), UriKind.Absolute, out var realm) || (realm.Scheme != Uri.UriSchemeHttps && !realm.IsLoopback)) return null;
        var query = string.Join('&', asked.Where(pair => pair.Key is "service" or "scope").Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        using var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(realm) { Query = query }.Uri) { Headers = { Authorization = basic } };
        using var answer = await http.SendAsync(request, cancellation);
        if (!answer.IsSuccessStatusCode) throw new RegistryException(Refusal(answer.StatusCode));
        var token = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellation));
        return new AuthenticationHeaderValue("Bearer", Text(token?["token"]) ?? Text(token?["access_token"]));
    }

    private static string? Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static string[] Texts(JsonNode? value) => value is JsonArray list ? [.. list.Select(Text).OfType<string>()] : [];

    [GeneratedRegex("(\\w+)=\"([^\"]*)\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quoted();
}
