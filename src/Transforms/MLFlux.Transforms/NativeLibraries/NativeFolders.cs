using System.Reflection;
using System.Runtime.InteropServices;

namespace MLFlux.NativeLibraries;

/// <summary>The folders where an application's native libraries may lie, in the order in which the runtime looks.</summary>
internal static class NativeFolders
{
    /// <summary>The file of TorchSharp's native half on this system.</summary>
    public static string WrapperFile => FileName("LibTorchSharp");

    /// <summary>The file of libtorch's CPU library on this system.</summary>
    public static string LibtorchFile => FileName("torch_cpu");

    /// <summary>The full path of a file in the first folder that has it, or null.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="torchSharp">TorchSharp's managed half, whose folder is one of those.</param>
    public static string? Find(string file, Assembly torchSharp) =>
        All(torchSharp.Location).Select(f => Path.Combine(f, file)).FirstOrDefault(File.Exists);

    /// <summary>Whether any folder has the file.</summary>
    public static bool Contain(string file, Assembly torchSharp) => Find(file, torchSharp) is not null;

    private static IEnumerable<string> All(string location)
    {
        string searched = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        foreach (string folder in searched.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            yield return folder;

        string runtimes = Path.Combine("runtimes", RuntimeInformation.RuntimeIdentifier, "native");
        yield return AppContext.BaseDirectory;
        yield return Path.Combine(AppContext.BaseDirectory, runtimes);

        string? torchSharp = Path.GetDirectoryName(location);
        if (string.IsNullOrEmpty(torchSharp))
            yield break;

        yield return torchSharp;
        yield return Path.Combine(torchSharp, runtimes);

        // A script or notebook runs TorchSharp.dll out of the package cache: <cache>/torchsharp/<version>/lib/<framework>.
        string package = Path.GetFullPath(Path.Combine(torchSharp, "..", ".."));
        yield return Path.Combine(package, runtimes);

        string cache = Path.GetFullPath(Path.Combine(package, "..", ".."));
        string libtorch = Path.Combine(cache, $"libtorch-cpu-{RuntimeInformation.RuntimeIdentifier}");
        if (!Directory.Exists(libtorch))
            yield break;

        foreach (string version in Directory.EnumerateDirectories(libtorch).OrderDescending(StringComparer.Ordinal))
            yield return Path.Combine(version, runtimes);
    }

    private static string FileName(string library)
    {
        if (OperatingSystem.IsWindows())
            return library + ".dll";
        return OperatingSystem.IsMacOS() ? $"lib{library}.dylib" : $"lib{library}.so";
    }
}
