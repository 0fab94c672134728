using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using k8s;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Steps;
using Runbooks.Kubernetes.Agents;
using Runbooks.Kubernetes.Pods;

namespace Runbooks.Kubernetes.Images;

/// <summary>
/// Gives a container whose command the agent is to wrap, and which has none, that of its image, as Argo does. The registry is asked
/// once an hour at most for an image; all other containers start what they start without anyone asking.
/// </summary>
internal sealed class ImageCommands : IDisposable
{
    private const int MostKnown = 1000;
    private const long LargestAnswer = 8 * 1024 * 1024;
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<ImageName, (ImageCommand Command, DateTimeOffset At)> _known = new();
    private readonly IKubernetes _client;
    private readonly PodOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    /// <param name="registries">What answers for registries; a test gives its own.</param>
    public ImageCommands(IKubernetes client, PodOptions options, TimeProvider time, HttpMessageHandler? registries = null)
    {
        (_client, _options, _time) = (client, options, time);
        _http = new HttpClient(registries ?? new SocketsHttpHandler { ConnectTimeout = options.RegistryTimeout })
        {
            Timeout = options.RegistryTimeout,
            MaxResponseContentBufferSize = LargestAnswer,
        };
    }

    /// <exception cref="PodBuildException">The image's command can't be found out.</exception>
    public async Task<StepContext> GiveAsync(StepContext step, CancellationToken cancellation)
    {
        var template = step.Template;
        if (AgentJob.Of(template, step.ResultWanted, _options) is not { } job || (template.Container ?? template.Script) is not { } container || container["command"] is JsonArray { Count: > 0 }) return step;
        try
        {
            return step with { Template = Give(template, container, await FindAsync(step, container, cancellation)) };
        }
        catch (PodBuildException) when (job.Files.Count == 0)
        {
            // The log is a result, too.
            return step with { Template = FromLog(template) };
        }
    }

    public void Dispose() => _http.Dispose();

    private static Template Give(Template template, JsonObject container, ImageCommand command)
    {
        var given = (JsonObject)container.DeepClone();
        given["command"] = List(command.Entrypoint);
        if (given["args"] is not JsonArray { Count: > 0 }) given["args"] = List(command.Arguments);
        // An image without an entrypoint starts its first argument.
        if (command.Entrypoint.Count == 0) (given["command"], given["args"]) = (given["args"]!.DeepClone(), new JsonArray());
        if (given["command"] is JsonArray { Count: 0 }) throw Unknown(template, "it starts nothing");
        return template.Script is null ? template with { Container = given } : template with { Script = given };
    }

    private static Template FromLog(Template template)
    {
        var annotations = template.Metadata?.Annotations?.ToDictionary() ?? [];
        annotations[PodLabels.ResultFrom] = PodLabels.FromLog;
        return template with { Metadata = (template.Metadata ?? new PodMetadata()) with { Annotations = annotations } };
    }

    private async Task<ImageCommand> FindAsync(StepContext step, JsonObject container, CancellationToken cancellation)
    {
        var image = (string?)container["image"] is { } written ? ImageName.Parse(written) : null;
        if (image is null) throw Unknown(step.Template, "its name is none that registries have");
        var now = _time.GetUtcNow();
        if (_known.TryGetValue(image, out var known) && now - known.At < Fresh) return known.Command;
        try
        {
            var login = await PullSecrets.FindAsync(_client, step.Run.Namespace, step.Spec.ImagePullSecrets, image.Host, cancellation);
            var command = await new Registry(_http, image, _options.RegistryMirror, login).CommandAsync(cancellation);
            if (_known.Count >= MostKnown) _known.Clear();
            _known[image] = (command, now);
            return command;
        }
        catch (RegistryException e)
        {
            throw Unknown(step.Template, e.Message);
        }
    }

    private static PodBuildException Unknown(Template template, string why) => new($"{PodBuilder.ContainerField(template)}.command",
        $"a step with output files needs a command to wrap, and the image's own can't be found out: {why}. Write the program there that the image would start");

    private static JsonArray List(IReadOnlyList<string> words) => [.. words.Select(word => JsonValue.Create(word))];
}
