using Runbooks.Engine.Argo;
using Runbooks.Engine.Steps;

namespace Runbooks.Server.Steps;

/// <summary>Which executor carries out which template.</summary>
/// <param name="Containers">Container and script steps: Pods, local processes, or the one that says there is no cluster.</param>
/// <param name="Plugins">Native cloud calls.</param>
public sealed record StepExecutors(IStepExecutor Containers, IStepExecutor Plugins)
{
    public IStepExecutor For(Template template) => template.Plugin is null ? Containers : Plugins;
}
