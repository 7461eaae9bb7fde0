"""What pagegate costs and what it finds, measured by hand or in CI's own job."""
