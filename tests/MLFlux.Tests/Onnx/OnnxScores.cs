using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace MLFlux.Tests.Onnx;

/// <summary>Computes with ONNX Runtime what a file says.</summary>
internal static class OnnxScores
{
    /// <summary>All outputs for a batch of rows.</summary>
    public static IReadOnlyDictionary<string, object> Run(byte[] file, string input, float[] rows, params int[] shape)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        using var session = new InferenceSession(file, options);
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> outputs =
            session.Run([NamedOnnxValue.CreateFromTensor(input, new DenseTensor<float>(rows, shape))]);
        return outputs.ToDictionary(output => output.Name, output => Copy(output.Value));
    }

    private static object Copy(object value) => value switch
    {
        Tensor<float> numbers => numbers.ToArray(),
        Tensor<long> integers => integers.ToArray(),
        Tensor<uint> keys => keys.ToArray(),
        Tensor<bool> flags => flags.ToArray(),
        Tensor<string> texts => texts.ToArray(),
        _ => throw new NotSupportedException(value.GetType().Name),
    };
}
