using Runbooks.Schemas;

namespace Runbooks.Kubernetes.Schemas;

public static class KubernetesTypes
{
    public static Schema Get(string typeName) => Schema.Any;
}
