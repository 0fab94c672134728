namespace Runbooks.Engine.Compilation;

/// <summary>What a template does.</summary>
public enum TemplateKind
{
    Container,
    ContainerSet,
    Script,
    Steps,
    Dag,
    Plugin,
    Http,
    Resource,
    Data,
    Suspend,
}
