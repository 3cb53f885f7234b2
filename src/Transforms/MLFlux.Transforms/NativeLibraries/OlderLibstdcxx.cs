using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace MLFlux.NativeLibraries;

/// <summary>
/// Loads TorchSharp's native library on Linux systems whose libstdc++ lacks the symbol version GLIBCXX_3.4.32 (GCC 13).
/// </summary>
/// <remarks>
/// The library asks for that version on account of one symbol, <c>ios_base_library_init</c>, that it never calls: no relocation
/// refers to it. A private copy in which the requirement is marked weak loads on any system that has the other versions. The
/// package's own file is never changed. Systems that load the library as it is never come here: the runtime asks this resolver
/// only after its own attempts have failed.
/// </remarks>
internal static class OlderLibstdcxx
{
    private const string MissingVersion = "GLIBCXX_3.4.32";
    private static int _standsBy;

    /// <summary>
    /// Has the runtime ask here when it does not find the library itself. Runs when anything of this assembly is first used, and
    /// those that build on it call it when anything of theirs is: whatever of MLFlux comes first, TorchSharp comes after it.
    /// </summary>
    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage(
        "Usage", "CA2255", Justification = "The handler has to stand before TorchSharp's first native call.")]
    public static void StandBy()
    {
        if (!OperatingSystem.IsLinux() || Interlocked.Exchange(ref _standsBy, 1) != 0)
            return;

        StandBy(Context(typeof(OlderLibstdcxx).Assembly));
    }

    /// <summary>
    /// The same where TorchSharp was loaded apart from this assembly: a notebook loads each package into a context of its own, and the
    /// runtime asks in that of the assembly that calls.
    /// </summary>
    public static void StandByFor(Assembly torchSharp)
    {
        AssemblyLoadContext context = Context(torchSharp);
        if (OperatingSystem.IsLinux() && context != Context(typeof(OlderLibstdcxx).Assembly))
            StandBy(context);
    }

    private static void StandBy(AssemblyLoadContext context) => context.ResolvingUnmanagedDll += (torchSharp, name) =>
        name is "LibTorchSharp" or "libLibTorchSharp" or "libLibTorchSharp.so" ? TryLoad(torchSharp) : 0;

    private static AssemblyLoadContext Context(Assembly assembly) =>
        AssemblyLoadContext.GetLoadContext(assembly) ?? AssemblyLoadContext.Default;

    /// <summary>A handle to the library, or 0 where this is not what keeps it from loading.</summary>
    /// <param name="torchSharp">TorchSharp's managed half, which asks for it.</param>
    public static nint TryLoad(Assembly torchSharp)
    {
        string? wrapper = NativeFolders.Find(NativeFolders.WrapperFile, torchSharp);
        if (wrapper is null)
            return 0;

        byte[] image = File.ReadAllBytes(wrapper);
        if (!ElfVersionNeeds.TryMakeWeak(image, MissingVersion))
            return 0;

        // The copy's own folder has none of its dependencies, so they have to be in the process before it.
        foreach (string dependency in (ReadOnlySpan<string>)["libc10.so", "libtorch_cpu.so", "libtorch.so"])
        {
            string? path = NativeFolders.Find(dependency, torchSharp);
            if (path is null || !NativeLibrary.TryLoad(path, out _))
                return 0;
        }

        return LoadCopy(image);
    }

    private static nint LoadCopy(byte[] image)
    {
        // Readable by this user alone, so that nobody can put another library in its place.
        DirectoryInfo folder = Directory.CreateTempSubdirectory("mlflux-");
        try
        {
            string copy = Path.Combine(folder.FullName, NativeFolders.WrapperFile);
            File.WriteAllBytes(copy, image);
            return NativeLibrary.TryLoad(copy, out nint handle) ? handle : 0;
        }
        finally
        {
            folder.Delete(recursive: true); // What is mapped stays mapped.
        }
    }
}
