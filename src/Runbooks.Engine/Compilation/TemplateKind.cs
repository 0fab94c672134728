namespace Runbooks.Engine.Compilation;

/// <summary>What a template does.</summary>
public enum TemplateKind
{
    Container,
    Script,
    Steps,
    Dag,
    Plugin,
    Http,
    ContainerSet,
    Resource,
    Data,
    Suspend,
}
