using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Compilation;

/// <summary>The lifecycle hooks of a step, of a task or of the workflow.</summary>
internal sealed class CompiledHooks
{
    private CompiledHooks(CompiledHook? exit, IReadOnlyList<CompiledHook> others) => (Exit, Others) = (exit, others);

    /// <summary>The exit handler, or null.</summary>
    public CompiledHook? Exit { get; }

    /// <summary>All others, by name. Argo has no order.</summary>
    public IReadOnlyList<CompiledHook> Others { get; }

    /// <param name="onExit">The older way to name an exit handler; it goes before the hook of that name.</param>
    /// <param name="hooks">By name.</param>
    /// <param name="scope">Where their templates are looked up.</param>
    /// <returns>Null if there are none.</returns>
    public static CompiledHooks? Of(string? onExit, IReadOnlyDictionary<string, LifecycleHook>? hooks, TemplateScope scope)
    {
        var exit = onExit is { Length: > 0 } ? new LifecycleHook { Template = onExit } : hooks?.GetValueOrDefault(LifecycleHook.Exit);
        var others = (hooks ?? new Dictionary<string, LifecycleHook>()).Where(hook => hook.Key != LifecycleHook.Exit).OrderBy(hook => hook.Key, StringComparer.Ordinal).ToList();
        if (exit is null && others.Count == 0) return null;
        return new CompiledHooks(exit is null ? null : new CompiledHook(LifecycleHook.Exit, exit, scope), [.. others.Select(hook => new CompiledHook(hook.Key, hook.Value, scope))]);
    }
}
