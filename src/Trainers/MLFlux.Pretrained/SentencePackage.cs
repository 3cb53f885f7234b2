namespace MLFlux.Pretrained;

/// <summary>A package with a network over sentences, which lies in its assembly.</summary>
/// <param name="Name">The name of the package and of its assembly.</param>
/// <param name="Version">The version.</param>
/// <param name="Method">The method of <see cref="Backbones"/> that reads it.</param>
/// <param name="Network">What the network is, and its licence.</param>
internal sealed record SentencePackage(string Name, string Version, string Method, string Network);
