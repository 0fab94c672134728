using System.Text;
using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;
using Runbooks.Kubernetes.Clusters;
using Runbooks.Kubernetes.Pods;
using Backoff = Runbooks.Kubernetes.Clusters.Backoff;

namespace Runbooks.Kubernetes.Resources;

/// <summary>One <c>resource</c> step from its manifest to its outputs. Of several objects, conditions and outputs are about the last.</summary>
internal sealed class ResourceStep(StepContext step, ResourceApi api, PodOptions options, TimeProvider time)
{
    private readonly Resource _resource = step.Template.Resource!;
    private readonly ResourceFlags _flags = ResourceFlags.Parse(step.Template.Resource!.Flags);
    private readonly ResourceWait _wait = new(step,
        ResourceWait.Parse("successCondition", step.Template.Resource!.SuccessCondition),
        ResourceWait.Parse("failureCondition", step.Template.Resource!.FailureCondition), time);

    private string Namespace => _flags.Namespace ?? step.Run.Namespace;

    /// <exception cref="ResourceRefusedException">It can't be done.</exception>
    public async Task<StepOutcome> RunAsync(CancellationToken cancellation)
    {
        await using var log = step.Journal.OpenLog();
        var value = _resource.Action == "delete" ? await DeleteAllAsync(log, cancellation) : await DoAllAsync(log, cancellation);
        var parameters = ResourceOutputs.Of(step.Template.Outputs.Parameters, value);
        return new StepOutcome(NodePhase.Succeeded, null, new StepOutputs { ExitCode = "0", Parameters = parameters });
    }

    private async Task<JsonObject?> DoAllAsync(Stream log, CancellationToken cancellation)
    {
        var actions = new ResourceActions(step, _resource, _flags, api);
        var work = await WorkAsync(actions, cancellation);
        (ResourceTarget At, JsonObject Value)? last = null;
        foreach (var (i, (at, manifest)) in work.Index())
        {
            if (_resource.Action == "get" && _flags.IgnoresNotFound && await TryAsync(() => api.FindAsync(at, cancellation), cancellation) is null) continue;
            last = (at, await TryAsync(() => actions.DoAsync(at, manifest, i, cancellation), cancellation));
            await SayAsync(log, $"{at} {Done(_resource.Action)}");
        }
        if (last is not { } done || !_wait.IsNeeded) return last?.Value;
        return await _wait.UntilHoldsAsync(() => TryAsync(() => LookAsync(done.At, cancellation), cancellation), cancellation);
    }

    private async Task<JsonObject> LookAsync(ResourceTarget at, CancellationToken cancellation) => await api.FindAsync(at, cancellation)
        ?? throw new ResourceRefusedException($"{at} has been deleted while its status was still being checked");

    private async Task<JsonObject?> DeleteAllAsync(Stream log, CancellationToken cancellation)
    {
        var targets = _flags.Words.Count > 0 && string.IsNullOrWhiteSpace(Manifest()) ? await SelectedAsync(cancellation) : [.. (await WorkAsync(new(step, _resource, _flags, api), cancellation)).Select(work => work.At)];
        foreach (var at in targets)
            if (await TryAsync(() => api.DeleteAsync(at, _flags, cancellation), cancellation)) await SayAsync(log, $"{at} deleted");
        if (!_flags.Waits || _flags.IsDryRun) return null;
        var backoff = new Backoff();
        foreach (var at in targets)
            while (await TryAsync(() => api.FindAsync(at, cancellation), cancellation) is not null)
            {
                step.Journal.Report(new StepProgress(NodePhase.Running, $"waiting for {at} to be gone"));
                await backoff.WaitAsync(time, cancellation);
            }
        return null;
    }

    /// <summary>What <c>TYPE NAME…</c>, <c>TYPE --selector</c> or <c>TYPE --all</c> means.</summary>
    private async Task<IReadOnlyList<ResourceTarget>> SelectedAsync(CancellationToken cancellation)
    {
        var type = await TryAsync(() => api.Types.FindAsync(_flags.Words[0], cancellation), cancellation);
        if (_flags.Words.Count > 1) return [.. _flags.Words.Skip(1).Select(name => new ResourceTarget(type, Namespace, name))];
        if (_flags is { Selector: null, FieldSelector: null, All: false })
            throw new ResourceRefusedException($"resource.flags: which {type.Plural}? Give a name, --selector or --all");
        return await TryAsync(() => api.ListAsync(type, Namespace, _flags, cancellation), cancellation);
    }

    /// <summary>The objects and their manifests. A patch may have its object in the flags.</summary>
    private async Task<List<(ResourceTarget At, JsonNode Manifest)>> WorkAsync(ResourceActions actions, CancellationToken cancellation)
    {
        var manifests = ResourceManifest.Read(Manifest());
        if (manifests.Count == 0 && _flags.Words.Count == 0) throw new ResourceRefusedException("must provide at least one of flags or manifest");
        var isNamedByFlags = _flags.Words.Count > 0 && (manifests.Count == 0 || (_resource.Action == "patch" && manifests.All(each => each is not JsonObject map || map["kind"] is null)));
        if (isNamedByFlags) return await NamedAsync(manifests, cancellation);
        if (_flags.Words.Count > 0) throw new ResourceRefusedException("resource.flags: the manifest says which object it is; a type or a name can't be given as well");
        var work = new List<(ResourceTarget, JsonNode)>();
        foreach (var (i, manifest) in manifests.Index()) work.Add((await TargetAsync(manifest, i, actions, cancellation), manifest));
        return work;
    }

    private async Task<List<(ResourceTarget At, JsonNode Manifest)>> NamedAsync(IReadOnlyList<JsonNode> manifests, CancellationToken cancellation)
    {
        if (_flags.Words.Count != 2) throw new ResourceRefusedException($"resource.flags: expected a type and a name, found '{string.Join(' ', _flags.Words)}'");
        if (manifests.Count > 1) throw new ResourceRefusedException("resource.manifest: one object can't be patched with several documents");
        var type = await TryAsync(() => api.Types.FindAsync(_flags.Words[0], cancellation), cancellation);
        return [(new ResourceTarget(type, Namespace, _flags.Words[1]), manifests is [var patch] ? patch : new JsonObject())];
    }

    private async Task<ResourceTarget> TargetAsync(JsonNode manifest, int index, ResourceActions actions, CancellationToken cancellation)
    {
        if (manifest is not JsonObject || manifest.Text("apiVersion") is not { } apiVersion || manifest.Text("kind") is not { } kind)
            throw new ResourceRefusedException("resource.manifest: it needs 'apiVersion' and 'kind'");
        var metadata = manifest["metadata"];
        var type = await TryAsync(() => api.Types.FindAsync(apiVersion, kind, cancellation), cancellation);
        var name = metadata.Text("name") ?? (metadata.Text("generateName") is { } start && _resource.Action == "create" ? actions.NameFor(start, index) : null)
            ?? throw new ResourceRefusedException($"resource.manifest: {kind} needs 'metadata.name'{(_resource.Action == "create" ? " or 'metadata.generateName'" : "")}");
        if (metadata.Text("namespace") is { } own && _flags.Namespace is { } flagged && own != flagged)
            throw new ResourceRefusedException($"the namespace from the manifest '{own}' does not match the namespace '{flagged}' of the flags");
        return new ResourceTarget(type, metadata.Text("namespace") ?? Namespace, name);
    }

    /// <summary>The document's own text, or that of the input artifact that it names.</summary>
    private string Manifest()
    {
        if (_resource.ManifestFrom?.Artifact is not { } named) return _resource.Manifest ?? "";
        var artifact = step.Template.Inputs.Artifacts?.FirstOrDefault(artifact => artifact.Name == named.Name) ?? named;
        return artifact.Raw?.Data ?? throw new ResourceRefusedException($"resource.manifestFrom: the artifact '{named.Name}' needs an artifact store, which is not supported yet; only 'raw' is");
    }

    /// <summary>Makes a call again for a while if that may help.</summary>
    private async Task<T> TryAsync<T>(Func<Task<T>> call, CancellationToken cancellation)
    {
        var backoff = new Backoff();
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await call();
            }
            catch (Exception e) when (e is not ResourceRefusedException && !cancellation.IsCancellationRequested)
            {
                var failure = ApiFailure.Of(e);
                if (!failure.MayPass || time.GetElapsedTime(start) > options.ApiTimeout) throw new ResourceRefusedException(failure.Message + Hint(failure), e);
                step.Journal.Report(new StepProgress(NodePhase.Running, failure.Message));
            }
            await backoff.WaitAsync(time, cancellation);
        }
    }

    private string Hint(ApiFailure failure) => failure.Kind switch
    {
        ApiFailureKind.NotFound when failure.Message.Contains(step.PodName, StringComparison.Ordinal) =>
            "; a resource step runs inside the engine and has no Pod of its own, so '{{pod.name}}' names none",
        ApiFailureKind.Forbidden => "; give the step a 'serviceAccountName' that may, or grant it to the account that runs Runbooks",
        _ => "",
    };

    private static string Done(string action) => action switch { "create" => "created", "apply" => "applied", "patch" => "patched", "replace" => "replaced", _ => "found" };

    private static async Task SayAsync(Stream log, string line) => await log.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"));
}
