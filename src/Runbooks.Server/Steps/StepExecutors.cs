using Runbooks.Engine.Argo;
using Runbooks.Engine.Steps;

namespace Runbooks.Server.Steps;

/// <summary>Which executor carries out which template.</summary>
/// <param name="Containers">Container and script steps: Pods, local processes, or the one that says there is no cluster.</param>
/// <param name="Plugins">Native cloud calls.</param>
/// <param name="Http">HTTP requests.</param>
/// <param name="Resources">What is done to objects of the cluster.</param>
public sealed record StepExecutors(IStepExecutor Containers, IStepExecutor Plugins, IStepExecutor Http, IStepExecutor Resources)
{
    public IStepExecutor For(Template template) => template switch
    {
        { Plugin: not null } => Plugins,
        { Http: not null } => Http,
        { Resource: not null } => Resources,
        _ => Containers,
    };
}
