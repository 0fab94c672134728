namespace Runbooks.Kubernetes.Schemas;

/// <summary>
/// Which fields Kubernetes requires, of the types that a runbook can hold: the client's classes don't tell. From Kubernetes' API
/// description; Container as in a template, where its name is optional and its image is not.
/// </summary>
internal static class RequiredFields
{
    private const string Table = """
        AWSElasticBlockStoreVolumeSource: volumeID
        AppArmorProfile: type
        AzureDiskVolumeSource: diskName diskURI
        AzureFileVolumeSource: secretName shareName
        CSIVolumeSource: driver
        CephFSVolumeSource: monitors
        CinderVolumeSource: volumeID
        ClusterTrustBundleProjection: path
        ConfigMapKeySelector: key
        Container: image
        ContainerPort: containerPort
        ContainerResizePolicy: resourceName restartPolicy
        ContainerRestartRule: action
        ContainerRestartRuleOnExitCodes: operator
        DownwardAPIVolumeFile: path
        EnvVar: name
        FileKeySelector: volumeName path key
        FlexVolumeSource: driver
        GCEPersistentDiskVolumeSource: pdName
        GRPCAction: port
        GitRepoVolumeSource: repository
        GlusterfsVolumeSource: endpoints path
        HTTPGetAction: port
        HTTPHeader: name value
        HostAlias: ip
        HostPathVolumeSource: path
        ISCSIVolumeSource: targetPortal iqn lun
        KeyToPath: key path
        LabelSelectorRequirement: key operator
        NFSVolumeSource: server path
        NodeSelector: nodeSelectorTerms
        NodeSelectorRequirement: key operator
        ObjectFieldSelector: fieldPath
        OwnerReference: apiVersion kind name uid
        PersistentVolumeClaimTemplate: spec
        PersistentVolumeClaimVolumeSource: claimName
        PhotonPersistentDiskVolumeSource: pdID
        PodAffinityTerm: topologyKey
        PodCertificateProjection: signerName keyType
        PortworxVolumeSource: volumeID
        PreferredSchedulingTerm: weight preference
        QuobyteVolumeSource: registry volume
        RBDVolumeSource: monitors image
        ResourceClaim: name
        ResourceFieldSelector: resource
        ScaleIOVolumeSource: gateway system secretRef
        SeccompProfile: type
        SecretKeySelector: key
        ServiceAccountTokenProjection: path
        SleepAction: seconds
        Sysctl: name value
        TCPSocketAction: port
        TypedLocalObjectReference: kind name
        TypedObjectReference: kind name
        Volume: name
        VolumeDevice: name devicePath
        VolumeMount: name mountPath
        VsphereVirtualDiskVolumeSource: volumePath
        WeightedPodAffinityTerm: weight podAffinityTerm
        """;

    private static readonly Dictionary<string, string[]> ByType = Table.Split('\n').Select(line => line.Trim().Split(": "))
        .ToDictionary(parts => parts[0], parts => parts[1].Split(' '), StringComparer.Ordinal);

    public static bool Contains(string type, string field) => ByType.TryGetValue(type, out var fields) && fields.Contains(field, StringComparer.Ordinal);
}
