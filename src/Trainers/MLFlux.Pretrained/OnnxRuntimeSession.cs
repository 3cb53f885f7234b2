using Microsoft.ML.OnnxRuntime;
using MLFlux.Engines;

namespace MLFlux.Pretrained;

/// <summary>A network in ONNX Runtime. Owns the session.</summary>
internal sealed class OnnxRuntimeSession : IEngineSession
{
    private readonly InferenceSession _session;
    private readonly string[] _inputs, _outputs;
    private readonly long[] _example, _result;

    public OnnxRuntimeSession(InferenceSession session)
    {
        _session = session;
        _inputs = [.. session.InputNames];
        _outputs = [.. session.OutputNames];
        _example = Sizes(session.InputMetadata[_inputs[0]]);
        _result = Sizes(session.OutputMetadata[_outputs[0]]);
    }

    /// <summary>Rows that the network refuses, such as places beyond a table, are left to libtorch, whose messages name them.</summary>
    public bool TryCompute(Memory<float> rows, int count, Memory<float> outputs)
    {
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, rows, [count, .. _example]);
        using OrtValue output = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, outputs, [count, .. _result]);
        using var options = new RunOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        try
        {
            _session.Run(options, _inputs, [input], _outputs, [output]);
            return true;
        }
        catch (OnnxRuntimeException)
        {
            return false;
        }
    }

    public void Dispose() => _session.Dispose();

    private static long[] Sizes(NodeMetadata value) => [.. value.Dimensions.Skip(1).Select(size => (long)size)];
}
