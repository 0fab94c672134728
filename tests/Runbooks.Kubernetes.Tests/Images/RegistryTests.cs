using System.Net;
using System.Text;
using Runbooks.Kubernetes.Images;

namespace Runbooks.Kubernetes.Tests.Images;

public sealed class RegistryTests : IDisposable
{
    private static readonly ImageName Image = ImageName.Parse("ghcr.io/org/tool:1")!;

    private readonly Wire _wire = new();

    public void Dispose() => _wire.Dispose();

    [Fact]
    public async Task The_command_is_in_the_configuration_that_the_manifest_names()
    {
        _wire["https://ghcr.io/v2/org/tool/manifests/1"] = """{"config": {"digest": "sha256:c"}}""";
        _wire["https://ghcr.io/v2/org/tool/blobs/sha256:c"] = """{"config": {"Entrypoint": ["/tool"], "Cmd": ["--help"]}}""";

        var command = await AskAsync();

        Assert.Equal(["/tool"], command.Entrypoint);
        Assert.Equal(["--help"], command.Arguments);
    }

    [Fact]
    public async Task Of_an_image_for_many_platforms_that_for_Linux_is_taken()
    {
        _wire["https://ghcr.io/v2/org/tool/manifests/1"] = """
            {"manifests": [
              {"digest": "sha256:w", "platform": {"os": "windows", "architecture": "amd64"}},
              {"digest": "sha256:a", "platform": {"os": "linux", "architecture": "arm64"}},
              {"digest": "sha256:l", "platform": {"os": "linux", "architecture": "amd64"}}]}
            """;
        _wire["https://ghcr.io/v2/org/tool/manifests/sha256:l"] = """{"config": {"digest": "sha256:c"}}""";
        _wire["https://ghcr.io/v2/org/tool/blobs/sha256:c"] = """{"config": {"Entrypoint": null, "Cmd": ["sh"]}}""";

        Assert.Equal(["sh"], (await AskAsync()).Arguments);
    }

    [Fact]
    public async Task A_registry_that_asks_who_pulls_is_given_a_token_for_the_login()
    {
        _wire.Challenge = """Bearer realm="https://auth.example.com/token",service="ghcr",scope="repository:org/tool:pull" """;
        _wire["https://auth.example.com/token?service=ghcr&scope=repository%3Aorg%2Ftool%3Apull"] = """{"token": "secret"}""";
        _wire["https://ghcr.io/v2/org/tool/manifests/1"] = """{"config": {"digest": "sha256:c"}}""";
        _wire["https://ghcr.io/v2/org/tool/blobs/sha256:c"] = """{"config": {"Entrypoint": ["/tool"]}}""";

        Assert.Equal(["/tool"], (await AskAsync(new RegistryLogin("sre", "password"))).Entrypoint);
        Assert.Equal($"Basic {Convert.ToBase64String("sre:password"u8)}", _wire.Shown["https://auth.example.com/token?service=ghcr&scope=repository%3Aorg%2Ftool%3Apull"]);
        Assert.Equal("Bearer secret", _wire.Shown["https://ghcr.io/v2/org/tool/blobs/sha256:c"]);
    }

    [Fact]
    public async Task A_login_is_not_shown_to_a_place_without_encryption()
    {
        _wire.Challenge = """Bearer realm="http://auth.example.com/token",service="ghcr" """;
        var refused = await Assert.ThrowsAsync<RegistryException>(() => AskAsync(new RegistryLogin("sre", "password")));
        Assert.Equal("ghcr.io refuses 'sre'", refused.Message);
        Assert.DoesNotContain(_wire.Shown.Keys, url => url.Contains("auth.example.com", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_registry_does_not_have_or_say_is_told()
    {
        Assert.Equal("ghcr.io has no 'org/tool:1'", (await Assert.ThrowsAsync<RegistryException>(() => AskAsync())).Message);
        _wire["https://ghcr.io/v2/org/tool/manifests/1"] = "<html>";
        Assert.StartsWith("ghcr.io: '<' is an invalid start", (await Assert.ThrowsAsync<RegistryException>(() => AskAsync())).Message, StringComparison.Ordinal);
        _wire["https://ghcr.io/v2/org/tool/manifests/1"] = "{}";
        Assert.Equal("the manifest of 'ghcr.io/org/tool:1' names no configuration", (await Assert.ThrowsAsync<RegistryException>(() => AskAsync())).Message);
    }

    [Fact]
    public async Task The_test_bed_s_registry_tells_what_an_image_of_it_starts()
    {
        var mirror = Environment.GetEnvironmentVariable("RUNBOOKS_REGISTRY_MIRROR");
        Assert.SkipWhen(mirror is null, "there is no registry: . <(tests/testbed/env)");
        using var http = new HttpClient();

        var command = await new Registry(http, ImageName.Parse("argoproj/argosay:v2")!, new Uri(mirror), null).CommandAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["/argosay"], command.Entrypoint);
    }

    private async Task<ImageCommand> AskAsync(RegistryLogin? login = null)
    {
        using var http = new HttpClient(_wire, disposeHandler: false);
        return await new Registry(http, Image, mirror: null, login).CommandAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Answers by URL, and notes what authorization it was shown.</summary>
    private sealed class Wire : HttpMessageHandler
    {
        private readonly Dictionary<string, string> _answers = [];

        public Dictionary<string, string?> Shown { get; } = [];

        /// <summary>What a registry says to those it doesn't know.</summary>
        public string? Challenge { get; set; }

        public string this[string url]
        {
            set => _answers[url] = value;
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var url = request.RequestUri!.AbsoluteUri;
            Shown[url] = request.Headers.Authorization?.ToString();
            if (Challenge is not null && request.RequestUri.Host == "ghcr.io" && request.Headers.Authorization is null)
            {
                var refusal = new HttpResponseMessage(HttpStatusCode.Unauthorized);
                refusal.Headers.WwwAuthenticate.ParseAdd(Challenge);
                return Task.FromResult(refusal);
            }
            return Task.FromResult(_answers.TryGetValue(url, out var answer)
                ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(answer, Encoding.UTF8) }
                : new HttpResponseMessage(HttpStatusCode.NotFound));
        }
    }
}
