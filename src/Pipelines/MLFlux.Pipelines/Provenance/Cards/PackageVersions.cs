using System.Reflection;

namespace MLFlux.Provenance;

/// <summary>The versions of the packages that a model depends on.</summary>
internal static class PackageVersions
{
    /// <summary>Packages, and the assembly that shows a package's version.</summary>
    private static readonly (string Package, string Assembly)[] s_packages =
    [
        ("MLFlux.Transforms", "MLFlux.Transforms"),
        ("MLFlux.Trainers", "MLFlux.Trainers"),
        ("MLFlux.Pipelines", "MLFlux.Pipelines"),
        ("Microsoft.ML", "Microsoft.ML.Core"),
        ("Microsoft.ML.ImageAnalytics", "Microsoft.ML.ImageAnalytics"),
        ("Microsoft.ML.LightGbm", "Microsoft.ML.LightGbm"),
        ("Microsoft.ML.FastTree", "Microsoft.ML.FastTree"),
        ("TorchSharp", "TorchSharp"),
    ];

    /// <summary>Those that this process has loaded.</summary>
    public static IReadOnlyDictionary<string, string> Loaded()
    {
        Dictionary<string, Assembly> loaded = AppDomain.CurrentDomain.GetAssemblies()
            .Where(assembly => !assembly.IsDynamic)
            .DistinctBy(assembly => assembly.GetName().Name)
            .ToDictionary(assembly => assembly.GetName().Name!);
        return s_packages.Where(package => loaded.ContainsKey(package.Assembly))
            .ToDictionary(package => package.Package, package => Version(loaded[package.Assembly]));
    }

    // What follows the plus is the commit it was built from.
    private static string Version(Assembly assembly) =>
        (assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? $"{assembly.GetName().Version}")
        .Split('+')[0];
}
