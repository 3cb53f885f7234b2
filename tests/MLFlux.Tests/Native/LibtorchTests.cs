using System.Security.Cryptography;
using MLFlux.Native;
using TorchSharp;

namespace MLFlux.Tests.Native;

/// <summary>libtorch is loaded without a trace in the file system.</summary>
[TestClass]
public sealed class LibtorchTests
{
    [TestMethod]
    public void It_loads_and_computes()
    {
        Libtorch.Load();
        Libtorch.Load();

        using torch.Tensor sum = torch.tensor(new[] { 1f, 2 }).sum();
        Assert.AreEqual(3, sum.item<float>());
    }

    [TestMethod]
    public void The_file_of_the_package_stays_as_it_was_and_no_folder_stays_behind()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Inconclusive("Only Linux needs the copy.");

        string wrapper = NativeFolders.Find(NativeFolders.WrapperFile)!;
        byte[] before = SHA256.HashData(File.ReadAllBytes(wrapper));

        Libtorch.Load();
        nint handle = OlderLibstdcxx.TryLoad();

        Assert.AreNotEqual(0, handle);
        CollectionAssert.AreEqual(before, SHA256.HashData(File.ReadAllBytes(wrapper)));
        string[] left = [.. Directory.EnumerateDirectories(Path.GetTempPath(), "mlflux-*")
            .Where(folder => File.Exists(Path.Combine(folder, NativeFolders.WrapperFile)))];
        Assert.IsEmpty(left);
    }
}
