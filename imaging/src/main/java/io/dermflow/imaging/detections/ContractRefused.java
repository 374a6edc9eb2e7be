package io.dermflow.imaging.detections;

/// Tensors that no known layout explains; the message says what was found and what was wanted, for
/// whoever brings the file.
public class ContractRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ContractRefused(String message) {
        super(message);
    }
}
