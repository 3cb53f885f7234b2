using System.Diagnostics;
using System.Net.Sockets;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Files;
using MLFlux.Tests.Support;
using static MLFlux.Layers;

namespace MLFlux.Tests.Transforms;

/// <summary>A named pipe blocked for ever, and a device never ended: what is no regular file is refused at once, by its name.</summary>
[TestClass]
public sealed class RegularFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private Socket? _socket;

    public static IEnumerable<object[]> Others =>
        [["pipe", "a pipe"], ["link to pipe", "a pipe"], ["device", "a device"], ["socket", "a socket"], ["folder", "a folder"]];

    public void Dispose()
    {
        _socket?.Dispose();
        _folder.Dispose();
    }

    [TestMethod]
    [DynamicData(nameof(Others))]
    public void Whatever_reads_a_file_refuses_what_is_none(string kind, string named)
    {
        string path = Make(kind);
        var ml = new MLContext();
        Action[] readers =
        [
            () => PretrainedWeights.FromFile(path),
            () => ml.Model.LoadCard(path),
            () => ml.Data.LoadFromIdx(path, path),
            () => Fits.Multiclass(Output(), new NeuralNetworkOptions { ResumeFrom = path }, Examples.Make(20)),
        ];
        foreach (Action read in readers)
        {
            string message = Assert.Throws<IOException>(read).Message;
            StringAssert.Contains(message, $"'{path}' is {named}");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Others))]
    public void An_image_is_refused_and_can_be_left_out(string kind, string named)
    {
        string path = Make(kind);
        var ml = new MLContext();
        IDataView rows = ml.Data.LoadFromEnumerable([new Row { Path = path }]);
        ImageToVectorOptions options = new() { Width = 2, Height = 2 };

        var fault = Assert.Throws<Exception>(() =>
            ml.Transforms.ImageToVector("Features", "Path", options).Fit(rows).Transform(rows).GetColumn<float[]>("Features").ToArray());
        StringAssert.Contains(fault.ToString(), $"it is {named}");

        options = options with { Unreadable = UnreadableImages.Skip };
        Assert.IsEmpty(ml.Transforms.ImageToVector("Features", "Path", options).Fit(rows).Transform(rows).GetColumn<float[]>("Features")
            .ToArray());
    }

    [TestMethod]
    [DynamicData(nameof(Others))]
    public void What_is_no_file_is_not_replaced_by_one(string kind, string named)
    {
        string path = Make(kind);

        var fault = Assert.ThrowsExactly<IOException>(() => AtomicFile.Write(path, stream => stream.WriteByte(1)));

        StringAssert.Contains(fault.Message, $"'{path}' is {named}");
    }

    [TestMethod]
    public void A_file_and_nothing_are_no_other_thing()
    {
        Assert.IsNull(RegularFile.Other(_folder.Write("file", 1)));
        Assert.IsNull(RegularFile.Other(_folder.File("none")));
        StringAssert.Contains(
            Assert.ThrowsExactly<FileNotFoundException>(() => RegularFile.OpenRead(_folder.File("none"), "a model file")).Message,
            "expected a model file");
    }

    private string Make(string kind)
    {
        string path = _folder.File(kind);
        if (kind == "folder")
            return Directory.CreateDirectory(path).FullName;
        if (!OperatingSystem.IsLinux())
            Assert.Inconclusive("Pipes, devices and sockets are told apart on Linux.");

        switch (kind)
        {
            case "device":
                File.CreateSymbolicLink(path, "/dev/zero");
                break;
            case "socket":
                _socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                _socket.Bind(new UnixDomainSocketEndPoint(path));
                break;
            case "link to pipe":
                File.CreateSymbolicLink(path, Make("pipe"));
                break;
            default:
                using (Process make = Process.Start("mkfifo", [path]))
                    make.WaitForExit();
                break;
        }

        return path;
    }

    private sealed class Row
    {
        public string Path { get; set; } = "";
    }
}
