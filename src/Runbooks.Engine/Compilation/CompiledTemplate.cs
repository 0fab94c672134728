using System.Text.Json;
using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Expressions;
using Runbooks.Engine.Metering;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Compilation;

/// <summary>One template made ready to run.</summary>
public sealed class CompiledTemplate
{
    private const string DisplayNameAnnotation = "workflows.argoproj.io/display-name";

    private const string RetryUnknownOutcome = "runbooks.dev/retry-unknown-outcome";

    private readonly JsonTemplate _settings;
    private readonly JsonTemplate? _plugin;
    private readonly Template? _plain;
    private readonly JsonTemplate? _retry;
    private readonly JsonTemplate? _synchronization;
    private readonly JsonTemplate? _memoize;
    private readonly Dictionary<string, TextTemplate> _called = new(StringComparer.Ordinal);

    /// <param name="retry">The workflow's retry strategy, for templates without one.</param>
    internal CompiledTemplate(Template template, TemplateScope scope, string key, RetryStrategy? retry)
    {
        (Template, Scope, Key) = (template, scope, key);
        Kind = KindOf(template);
        SeesItem = TemplateKey.IsInline(key) && JsonSerializer.Serialize(template, ArgoJson.Options).Contains("item", StringComparison.Ordinal);
        var settings = JsonSerializer.SerializeToNode(template with { Inputs = Argo.Inputs.None, Steps = null, Dag = null, Plugin = null, RetryStrategy = null, Parallelism = null, Timeout = null, PendingTimeout = null, FailFast = null, Synchronization = null, Memoize = null, Metrics = null }, ArgoJson.Options)!.AsObject();
        _settings = JsonTemplate.Compile(settings);
        _plugin = template.Plugin is null ? null : JsonTemplate.Compile(template.Plugin);
        if (!_settings.HasTags && settings.All(field => field.Key is "name" or "inputs" or "outputs")) _plain = template with { Inputs = Argo.Inputs.None };
        var strategy = template.RetryStrategy ?? retry;
        IsRetriedElsewhere = strategy?.Affinity?.NodeAntiAffinity is not null;
        _retry = strategy is null ? null : JsonTemplate.Compile(JsonSerializer.SerializeToNode(strategy with { Expression = null, RetryPolicy = strategy.PolicyInForce }, ArgoJson.Options));
        RetryCondition = strategy?.Expression is { Length: > 0 } expression ? ScopedExpression.Parse(expression, ExpressionPlace.RetryStrategy) : null;
        RetriesUnknownOutcome = SaysRetryUnknownOutcome(template);
        HasLongestRetry = strategy?.Backoff?.MaxDuration is { Length: > 0 };
        Timeouts = CompiledTimeouts.Of(template);
        if (template.Synchronization is { } locks && locks.Mutexes.Count + locks.Semaphores.Count > 0) _synchronization = JsonTemplate.Compile(JsonSerializer.SerializeToNode(locks, ArgoJson.Options));
        Metrics = CompiledMetrics.Of(template.Metrics);
        if (template.Memoize is { } memoize) _memoize = JsonTemplate.Compile(JsonSerializer.SerializeToNode(memoize, ArgoJson.Options));
        Inputs = [.. template.Inputs.Parameters.Select(parameter => new CompiledInput(parameter))];
        Artifacts = [.. (template.Inputs.Artifacts ?? []).Select(artifact => new CompiledArtifact(artifact))];
        DisplayName = template.Annotations?.GetValueOrDefault(DisplayNameAnnotation) is { Length: > 0 } displayName ? TextTemplate.Parse(displayName) : null;
        InputNames = [.. Inputs.Select(input => input.Name)];
        Outputs = template is { Steps: null, Dag: null } ? [] : [.. template.Outputs.Parameters.Select(parameter => new CompiledOutput(parameter))];
        GlobalNames = [.. template.Outputs.Parameters.Where(output => output.GlobalName is { Length: > 0 }).Select(output => (output.Name, TextTemplate.Parse(output.GlobalName!)))];
        var read = ResultReferences.In(template);
        Groups = [.. (template.Steps ?? []).Select((group, g) => group.Select((step, s) => new CompiledStep(step, g, s, this, read.Contains(step.Name) || TextTemplate.MayHaveTags(step.Name))).ToArray())];
        Placement = CompiledPlacement.Of(template);
        Dag = template.Dag is { } dag ? new CompiledDag(dag, this, read) : null;
        StepsByName = Groups.SelectMany(group => group).ToDictionary(step => step.Step.Name, StringComparer.Ordinal);
        HasNamesWithTags = StepsByName.Values.Any(step => step.Name.HasTags);
    }

    public Template Template { get; }

    /// <summary>Where the templates that it calls are looked up.</summary>
    public TemplateScope Scope { get; }

    /// <summary>What the run calls it by.</summary>
    public string Key { get; }

    public TemplateKind Kind { get; }

    /// <summary>It is inline in a step, and may read the item of the step's loop.</summary>
    internal bool SeesItem { get; }

    /// <summary>What it does is tried again when it fails.</summary>
    internal bool IsRetried => _retry is not null;

    /// <summary>It may be tried again, too, where its call may have been carried out: its annotation <c>runbooks.dev/retry-unknown-outcome</c> is <c>true</c>.</summary>
    internal bool RetriesUnknownOutcome { get; }

    /// <summary>An attempt goes to another Kubernetes node than those that failed before it.</summary>
    internal bool IsRetriedElsewhere { get; }

    /// <summary>What is measured of its nodes; null for nothing.</summary>
    internal CompiledMetrics? Metrics { get; }

    /// <summary>Its nodes hold locks while they are carried out.</summary>
    internal bool HasLocks => _synchronization is not null;

    /// <summary>The outputs of its nodes are kept, and used again.</summary>
    internal bool Memoizes => _memoize is not null;
    /// <summary>The strategy's <c>expression</c>: it is tried again only if this holds.</summary>
    internal ScopedExpression? RetryCondition { get; }

    /// <summary>Its retry strategy bounds the time of all attempts.</summary>
    internal bool HasLongestRetry { get; }

    /// <summary>Bounds on its own time; null if it has none.</summary>
    internal CompiledTimeouts? Timeouts { get; }

    internal IReadOnlyList<CompiledInput> Inputs { get; }

    internal string[] InputNames { get; }

    /// <summary>How its nodes are shown, instead of by their names.</summary>
    internal TextTemplate? DisplayName { get; }

    /// <summary>The artifacts that it takes.</summary>
    internal IReadOnlyList<CompiledArtifact> Artifacts { get; }

    /// <summary>The outputs of a steps or dag template, else none.</summary>
    internal IReadOnlyList<CompiledOutput> Outputs { get; }

    /// <summary>The outputs that it gives to the whole run, with the names that they have there.</summary>
    internal IReadOnlyList<(string Output, TextTemplate GlobalName)> GlobalNames { get; }

    /// <summary>The step groups of a steps template, else none.</summary>
    internal IReadOnlyList<IReadOnlyList<CompiledStep>> Groups { get; }

    /// <summary>Where the Pods of its steps go, if it says so.</summary>
    internal CompiledPlacement? Placement { get; }

    /// <summary>The tasks of a dag template, else null.</summary>
    internal CompiledDag? Dag { get; }

    internal IReadOnlyDictionary<string, CompiledStep> StepsByName { get; }

    /// <summary>Some of its steps are called by what their tags give.</summary>
    internal bool HasNamesWithTags { get; }

    /// <summary>All its steps, or all its tasks.</summary>
    internal IEnumerable<CompiledStep> Calls => Dag is null ? StepsByName.Values : Dag.Tasks.Select(task => task.Call);

    /// <summary>The key of a template that its steps call, parsed once for all of them.</summary>
    internal TextTemplate Called(string key) => _called.TryGetValue(key, out var called) ? called : _called[key] = TextTemplate.Parse(key);

    /// <summary>The template of a leaf, with every tag filled in; a new copy each time, since JSON nodes are not safe to share between threads.</summary>
    /// <exception cref="UnresolvedTagException">A tag has no value.</exception>
    internal Template Fill(Scope scope)
    {
        // The records of a native step that says nothing about Pods can be shared; JSON nodes can't.
        var settings = _plain ?? _settings.Fill(scope).Deserialize<Template>(ArgoJson.Options)!;
        return _plugin is null ? settings : settings with { Plugin = (JsonObject)_plugin.Fill(scope)! };
    }

    /// <summary>The strategy, without its <c>expression</c>.</summary>
    /// <exception cref="UnresolvedTagException">A tag has no value.</exception>
    internal RetryStrategy RetryIn(Scope scope) => _retry!.Fill(scope).Deserialize<RetryStrategy>(ArgoJson.Options)!;

    /// <exception cref="UnresolvedTagException">A tag has no value.</exception>
    internal Synchronization LocksIn(Scope scope) => _synchronization!.Fill(scope).Deserialize<Synchronization>(ArgoJson.Options)!;

    /// <exception cref="UnresolvedTagException">A tag has no value.</exception>
    internal Memoize MemoizeIn(Scope scope) => _memoize!.Fill(scope).Deserialize<Memoize>(ArgoJson.Options)!;

    internal static bool SaysRetryUnknownOutcome(Template template) => template.Annotations?.GetValueOrDefault(RetryUnknownOutcome) == "true";

    private static TemplateKind KindOf(Template template) => template switch
    {
        { Container: not null } => TemplateKind.Container,
        { Steps: not null } => TemplateKind.Steps,
        { Dag: not null } => TemplateKind.Dag,
        { Script: not null } => TemplateKind.Script,
        { Suspend: not null } => TemplateKind.Suspend,
        { Plugin: not null } => TemplateKind.Plugin,
        { Http: not null } => TemplateKind.Http,
        { ContainerSet: not null } => TemplateKind.ContainerSet,
        { Resource: not null } => TemplateKind.Resource,
        { Data: not null } => TemplateKind.Data,
        _ => throw new ArgumentException($"template '{template.Name}' does nothing", nameof(template)),
    };
}
