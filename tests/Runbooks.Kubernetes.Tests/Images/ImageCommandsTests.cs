using System.Net;
using System.Text;
using k8s;
using Runbooks.Engine.Steps;
using Runbooks.Kubernetes.Agents;
using Runbooks.Kubernetes.Images;
using Runbooks.Kubernetes.Pods;
using Runbooks.Kubernetes.Tests.Steps;

namespace Runbooks.Kubernetes.Tests.Images;

public sealed class ImageCommandsTests : IDisposable
{
    private const string File = """ "outputs": {"parameters": [{"name": "p", "valueFrom": {"path": "/p"}}]}""";

    private readonly k8s.Kubernetes _cluster = new(new KubernetesClientConfiguration { Host = "http://127.0.0.1:1" });
    private readonly PodOptions _options = new() { NamesAgent = true, RegistryMirror = null };

    public void Dispose() => _cluster.Dispose();

    [Theory]
    [InlineData("""{"image": "a"}""", """["/run"]""", """["serve"]""")]
    [InlineData("""{"image": "a", "args": ["x"]}""", """["/run"]""", """["x"]""")]
    [InlineData("""{"image": "no-entrypoint"}""", """["sh"]""", "[]")]
    [InlineData("""{"image": "no-entrypoint", "args": ["ls", "/"]}""", """["ls","/"]""", "[]")]
    public async Task A_container_to_be_wrapped_is_given_what_its_image_starts(string container, string command, string arguments)
    {
        var given = (await GiveAsync($$"""{"name": "t", "container": {{container}}, {{File}} }""")).Template.Container!;
        Assert.Equal(command, given["command"]!.ToJsonString());
        Assert.Equal(arguments, given["args"]!.ToJsonString());
    }

    [Fact]
    public async Task A_script_is_started_by_its_image_s_program() =>
        Assert.Equal("""["/run"]""", (await GiveAsync($$"""{"name": "t", "script": {"image": "a", "source": "x"}, {{File}} }""")).Template.Script!["command"]!.ToJsonString());

    [Theory]
    [InlineData("""{"name": "t", "container": {"image": "a", "command": ["b"]}, "outputs": {"parameters": [{"name": "p", "valueFrom": {"path": "/p"}}]}}""")]
    [InlineData("""{"name": "t", "container": {"image": "a"}, "metadata": {"annotations": {"runbooks.dev/result-from": "log"}}}""")]
    public async Task Nobody_is_asked_where_there_is_a_command_or_nothing_to_wrap(string template) =>
        Assert.Null((await GiveAsync(template, asking: false)).Template.Container!["args"]);

    [Fact]
    public async Task A_step_with_files_errs_if_the_image_can_not_be_asked()
    {
        var mistake = await Assert.ThrowsAsync<PodBuildException>(() => GiveAsync($$"""{"name": "t", "container": {"image": "missing"}, {{File}} }"""));
        Assert.Equal("container.command: a step with output files needs a command to wrap, and the image's own can't be found out: registry-1.docker.io has no 'library/missing:latest'. "
            + "Write the program there that the image would start", mistake.Message);
    }

    [Fact]
    public async Task A_step_with_a_result_alone_then_takes_it_from_the_log()
    {
        var step = await GiveAsync("""{"name": "t", "container": {"image": "missing"}}""");
        Assert.Null(AgentJob.Of(step.Template, step.ResultWanted, _options));
    }

    private async Task<StepContext> GiveAsync(string template, bool asking = true)
    {
        using var wire = new Registries(asking);
        using var commands = new ImageCommands(_cluster, _options, TimeProvider.System, wire);
        return await commands.GiveAsync(TestStep.Of(template) with { ResultWanted = true }, TestContext.Current.CancellationToken);
    }

    private sealed class Registries(bool mayBeAsked) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.True(mayBeAsked, $"asked {request.RequestUri}");
            return Task.FromResult(request.RequestUri!.AbsolutePath switch
            {
                "/v2/library/a/blobs/sha256:c" => Answer("""{"config": {"Entrypoint": ["/run"], "Cmd": ["serve"]}}"""),
                "/v2/library/no-entrypoint/blobs/sha256:c" => Answer("""{"config": {"Cmd": ["sh"]}}"""),
                "/v2/library/missing/manifests/latest" => new HttpResponseMessage(HttpStatusCode.NotFound),
                _ => Answer("""{"config": {"digest": "sha256:c"}}"""),
            });
        }

        private static HttpResponseMessage Answer(string json) => new(HttpStatusCode.OK) { Content = new StringContent(json, Encoding.UTF8) };
    }
}
