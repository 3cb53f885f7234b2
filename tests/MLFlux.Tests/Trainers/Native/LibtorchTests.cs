using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Security.Cryptography;
using MLFlux.NativeLibraries;
using MLFlux.Tests.Support;
using TorchSharp;

namespace MLFlux.Tests.Native;

/// <summary>libtorch is loaded, whatever comes first, and without a trace in the file system.</summary>
[TestClass]
public sealed class LibtorchTests
{
    private static IEnumerable<object[]> FirstUses => FirstUse.Names.Select(name => new object[] { name });

    [TestMethod]
    public void It_loads_and_computes()
    {
        Libtorch.Load();
        Libtorch.Load();

        using torch.Tensor sum = torch.tensor(new[] { 1f, 2 }).sum();
        Assert.AreEqual(3, sum.item<float>());
    }

    [TestMethod]
    [DynamicData(nameof(FirstUses))]
    public void TorchSharp_computes_in_a_process_that_has_used_something_of_MLFlux(string first)
    {
        using var folder = new TemporaryFolder();
        using var images = new BinaryWriter(File.Create(folder.File("images")));
        images.Write([0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 7]);
        images.Dispose();

        (int exitCode, string text) =
            TestProcess.Run(new Dictionary<string, string> { [FirstUse.Variable] = first, ["TMPDIR"] = folder.File("") });

        Assert.AreEqual(0, exitCode, text);
        Assert.AreEqual("", text);
        string[] left = [.. Directory.EnumerateFileSystemEntries(folder.File("")).Select(path => Path.GetFileName(path))
            .Where(name => name.StartsWith("mlflux-", StringComparison.Ordinal))];
        Assert.IsEmpty(left);
    }

    [TestMethod]
    public void The_file_of_the_package_stays_as_it_was()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Inconclusive("Only Linux needs the copy.");

        string wrapper = NativeFolders.Find(NativeFolders.WrapperFile, typeof(torch).Assembly)!;
        byte[] before = SHA256.HashData(File.ReadAllBytes(wrapper));

        Libtorch.Load();
        nint handle = OlderLibstdcxx.TryLoad(typeof(torch).Assembly);

        Assert.AreNotEqual(0, handle);
        CollectionAssert.AreEqual(before, SHA256.HashData(File.ReadAllBytes(wrapper)));
    }

    /// <summary>On Linux with an older libstdc++, a notebook loaded no libtorch: each package has a context of its own there.</summary>
    [TestMethod]
    public void TorchSharp_in_a_context_of_its_own_gets_the_library_all_the_same()
    {
        Libtorch.Load();
        var context = new AssemblyLoadContext("notebook", isCollectible: false);
        Assembly apart = context.LoadFromAssemblyPath(typeof(torch).Assembly.Location);
        Assert.AreNotSame(typeof(torch).Assembly, apart);

        OlderLibstdcxx.StandByFor(apart);

        Assert.AreNotEqual(0, NativeLibrary.Load("LibTorchSharp", apart, null));
    }
}
