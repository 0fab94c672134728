using Runbooks.Engine.Argo;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Compilation;

/// <summary>How long a leaf template may take: <c>timeout</c>, and <c>pendingTimeout</c> while it waits.</summary>
internal sealed class CompiledTimeouts
{
    private CompiledTimeouts(Template template) => (Timeout, PendingTimeout) = (Parse(template.Timeout), Parse(template.PendingTimeout));

    /// <summary>From the step's start, waiting included.</summary>
    public TextTemplate? Timeout { get; }

    /// <summary>From the step's start, as long as it waits.</summary>
    public TextTemplate? PendingTimeout { get; }

    /// <returns>Null if the template has none.</returns>
    public static CompiledTimeouts? Of(Template template) =>
        template is { Timeout: null or "", PendingTimeout: null or "" } ? null : new CompiledTimeouts(template);

    private static TextTemplate? Parse(string? text) => text is null or "" ? null : TextTemplate.Parse(text);
}
