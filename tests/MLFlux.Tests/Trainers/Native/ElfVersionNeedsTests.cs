using System.Buffers.Binary;
using MLFlux.NativeLibraries;

namespace MLFlux.Tests.Native;

/// <summary>One need is marked weak, and nothing else in the file changes, whatever the file is.</summary>
[TestClass]
public sealed class ElfVersionNeedsTests
{
    private const string Version = "GLIBCXX_3.4.32";

    [TestMethod]
    public void The_need_is_marked_weak_and_no_other_byte_changes()
    {
        byte[] original = ElfImage.Make(["GLIBC_2.2.5"], ["GLIBCXX_3.4.3", "GLIBCXX_3.4.32", "CXXABI_1.3"]);
        byte[] changed = [.. original];

        Assert.IsTrue(ElfVersionNeeds.TryMakeWeak(changed, Version));

        // First library: 16 + 16 bytes; second: 16, then the entry before this one; the flags stand at 4.
        const int flags = ElfImage.Needs + 32 + 16 + 16 + 4;
        int[] different = [.. Enumerable.Range(0, original.Length).Where(i => original[i] != changed[i])];
        CollectionAssert.AreEqual(new[] { flags }, different);
        Assert.AreEqual(2, changed[flags]);
    }

    [TestMethod]
    public void Marking_twice_is_as_marking_once()
    {
        byte[] once = ElfImage.Make([Version]);
        Assert.IsTrue(ElfVersionNeeds.TryMakeWeak(once, Version));
        byte[] twice = [.. once];

        Assert.IsTrue(ElfVersionNeeds.TryMakeWeak(twice, Version));
        CollectionAssert.AreEqual(once, twice);
    }

    [TestMethod]
    [DataRow("GLIBCXX_3.4.33")]
    [DataRow("GLIBCXX_3.4.3")]
    [DataRow("GLIBCXX_3.4.320")]
    [DataRow("")]
    public void A_version_that_is_not_needed_changes_nothing(string version)
    {
        byte[] image = ElfImage.Make(["GLIBC_2.2.5"], [Version]);
        byte[] original = [.. image];

        Assert.IsFalse(ElfVersionNeeds.TryMakeWeak(image, version));
        CollectionAssert.AreEqual(original, image);
    }

    [TestMethod]
    public void A_file_cut_off_anywhere_is_left_as_it_is()
    {
        byte[] whole = ElfImage.Make(["GLIBC_2.2.5"], [Version]);
        for (int length = 0; length < whole.Length - 64; length++) // The last section header is the one that counts.
        {
            byte[] cut = whole[..length];
            Assert.IsFalse(ElfVersionNeeds.TryMakeWeak(cut, Version), $"{length} bytes");
            CollectionAssert.AreEqual(whole[..length], cut);
        }
    }

    [TestMethod]
    public void Noise_behind_a_right_beginning_is_left_as_it_is()
    {
        var random = new Random(1);
        for (int round = 0; round < 2000; round++)
        {
            byte[] noise = new byte[600];
            random.NextBytes(noise);
            ElfImage.Make([Version]).AsSpan(0, 7).CopyTo(noise);
            byte[] original = [.. noise];

            Assert.IsFalse(ElfVersionNeeds.TryMakeWeak(noise, Version));
            CollectionAssert.AreEqual(original, noise);
        }
    }

    [TestMethod]
    [Timeout(5000)]
    public void A_list_that_leads_back_to_its_beginning_ends()
    {
        byte[] image = ElfImage.Make(["GLIBC_2.2.5"], ["GLIBC_2.3"]);
        BinaryPrimitives.WriteInt32LittleEndian(image.AsSpan(ElfImage.Needs + 32 + 12), -32);

        Assert.IsFalse(ElfVersionNeeds.TryMakeWeak(image, Version));
    }

    [TestMethod]
    [DataRow(4, (byte)1, DisplayName = "32 bits")]
    [DataRow(5, (byte)2, DisplayName = "big-endian")]
    [DataRow(0, (byte)'M', DisplayName = "no ELF")]
    public void Another_kind_of_file_is_left_as_it_is(int at, byte value)
    {
        byte[] image = ElfImage.Make([Version]);
        image[at] = value;

        Assert.IsFalse(ElfVersionNeeds.TryMakeWeak(image, Version));
    }
}
